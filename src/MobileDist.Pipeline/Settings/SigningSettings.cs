using System.Collections.Immutable;
using MobileDist.Packages;

namespace MobileDist.Pipeline.Settings;

/// <summary>What signs a package. A class and no record: it holds secrets.</summary>
internal abstract class SigningSettings
{
    private SigningSettings()
    {
    }

    /// <summary>For Android; empty: as the app's minimum SDK asks.</summary>
    public ImmutableArray<SignatureScheme> Schemes { get; init; } = [];

    /// <summary>An Android key.</summary>
    internal sealed class Keystore : SigningSettings
    {
        public required KeyMaterial Material { get; init; }

        public Secret? StorePassword { get; init; }

        public string? Alias { get; init; }

        public Secret? KeyPassword { get; init; }

        public KeyMaterial? Certificate { get; init; }
    }

    /// <summary>An Apple certificate with its profiles.</summary>
    internal sealed class Apple : SigningSettings
    {
        /// <summary>The <c>.p12</c>.</summary>
        public required KeyMaterial Certificate { get; init; }

        public Secret? Password { get; init; }

        /// <summary>At least one.</summary>
        public required ImmutableArray<KeyMaterial> Profiles { get; init; }
    }

    /// <summary>A key that is made once and kept at a path, for trying out.</summary>
    internal sealed class ThrowAway : SigningSettings
    {
        public required string KeyFile { get; init; }
    }

    /// <summary>Nothing usable was given; a build alone needs none, so only checking and signing say it.</summary>
    internal sealed class Missing : SigningSettings
    {
        public required ImmutableArray<Fault> Faults { get; init; }
    }
}
