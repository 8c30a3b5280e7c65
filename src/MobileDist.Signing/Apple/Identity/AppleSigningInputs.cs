using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>Everything that decides whether an iOS app can be signed so that phones take it.</summary>
public sealed record AppleSigningInputs
{
    /// <summary>The app and all bundles in it; exactly one has an empty path.</summary>
    public required ImmutableArray<AppleBundleFacts> Bundles { get; init; }

    public required AppleSigner Signer { get; init; }

    /// <summary>What the certificate's file is called in messages.</summary>
    public required string SignerSource { get; init; }

    public required ImmutableArray<ProvisioningProfile> Profiles { get; init; }

    public required AppleBuildType BuildType { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>The devices that the app is meant for; empty where there is no roster.</summary>
    public ImmutableArray<TesterDevice> Devices { get; init; } = [];

    /// <summary>The user's entitlements files, by bundle path.</summary>
    public ImmutableDictionary<string, PropertyListDictionary> Entitlements { get; init; } = [];

    /// <summary>Roots that count beside Apple's, for trying out; no device takes what is signed under them.</summary>
    public ImmutableArray<X509Certificate2> ExtraRoots { get; init; } = [];
}
