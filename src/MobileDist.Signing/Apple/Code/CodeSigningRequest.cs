using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Signing.Apple.Code;

/// <summary>What goes into the signature of one Mach-O file; the same for all of its slices.</summary>
public sealed record CodeSigningRequest
{
    /// <summary>What the file is called in messages.</summary>
    public required string Name { get; init; }

    /// <summary>The bundle identifier, or <see cref="CodeIdentifier.ForLibrary"/> for a loose library.</summary>
    public required string Identifier { get; init; }

    public required AppleSigner Signer { get; init; }

    /// <summary>Written into executables only; null for none, as in libraries.</summary>
    public PropertyListDictionary? Entitlements { get; init; }

    /// <summary>The bundle's Info.plist as it lies there; null for a loose file, whose embedded one counts if it has one.</summary>
    public ReadOnlyMemory<byte>? InfoPlist { get; init; }

    /// <summary>The bundle's <c>_CodeSignature/CodeResources</c>; null for a loose file.</summary>
    public ReadOnlyMemory<byte>? CodeResources { get; init; }

    /// <summary>Goes into the signature in whole seconds; with an RSA key the same time gives the same bytes.</summary>
    public required DateTimeOffset SigningTime { get; init; }
}
