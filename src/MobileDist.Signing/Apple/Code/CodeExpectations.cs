using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Signing.Apple.Code;

/// <summary>What the file has to fit, and what counts as trusted.</summary>
public sealed record CodeExpectations
{
    /// <summary>What the file is called in messages.</summary>
    public required string Name { get; init; }

    /// <summary>The identifier that it has to be signed with; null for any.</summary>
    public string? Identifier { get; init; }

    /// <summary>The team that it has to be signed by; null for any.</summary>
    public string? TeamId { get; init; }

    /// <summary>False when the file stands alone, though it may belong to a bundle: Info.plist and CodeResources are not looked at then.</summary>
    public bool KnowsBundle { get; init; } = true;

    /// <summary>The bundle's Info.plist as it lies there; null when it is no bundle's main executable.</summary>
    public ReadOnlyMemory<byte>? InfoPlist { get; init; }

    /// <summary>The bundle's <c>_CodeSignature/CodeResources</c>; null when it is no bundle's main executable.</summary>
    public ReadOnlyMemory<byte>? CodeResources { get; init; }

    /// <summary>Trusted beside Apple's roots.</summary>
    public ImmutableArray<X509Certificate2> TrustedRoots { get; init; } = [];

    /// <summary>The time that certificates have to be valid at, beside that of the signature; null for that of the signature alone.</summary>
    public DateTimeOffset? Now { get; init; }
}
