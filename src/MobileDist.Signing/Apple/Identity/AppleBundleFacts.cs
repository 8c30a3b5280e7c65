using System.Collections.Immutable;
using MobileDist.Packages.Apple;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>What has to be known of one bundle before it is signed.</summary>
public sealed record AppleBundleFacts
{
    /// <summary>Where it lies in the app: <c>PlugIns/Share.appex</c>; empty for the app itself.</summary>
    public required string Path { get; init; }

    public required AppleBundleRole Role { get; init; }

    /// <summary>CFBundleIdentifier, as it will be signed.</summary>
    public required string Identifier { get; init; }

    /// <summary>MinimumOSVersion of its Info.plist; null where it does not say.</summary>
    public string? MinimumOs { get; init; }

    /// <summary>UIDeviceFamily: 1 iPhone, 2 iPad, 3 Apple TV, 4 Apple Watch; empty where the Info.plist does not say.</summary>
    public ImmutableArray<int> DeviceFamilies { get; init; } = [];

    /// <summary>WKCompanionAppBundleIdentifier of a watch app.</summary>
    public string? CompanionIdentifier { get; init; }

    /// <summary>WKWatchOnly: the watch app has no companion, the app around it is but its envelope.</summary>
    public bool IsWatchOnly { get; init; }

    /// <summary>The entitlements of its last real signature; null where it had none.</summary>
    public PropertyListDictionary? PreviousEntitlements { get; init; }

    /// <summary>The Mach-O files that belong to it and to no bundle inside it; the main executable first.</summary>
    public ImmutableArray<AppleCodeFacts> Code { get; init; } = [];

    /// <summary>The facts of a bundle that was read.</summary>
    /// <param name="bundle">As the package has it; where the identifier is changed on the way, set <see cref="Identifier"/> afterwards.</param>
    /// <param name="code">Its Mach-O files, the main executable first.</param>
    /// <param name="previousEntitlements">Those of its last real signature.</param>
    public static AppleBundleFacts Of(IosBundle bundle, ImmutableArray<AppleCodeFacts> code, PropertyListDictionary? previousEntitlements) => new()
    {
        Path = bundle.Path,
        Role = bundle.Kind switch
        {
            IosBundleKind.App => AppleBundleRole.App,
            IosBundleKind.Extension or IosBundleKind.WatchExtension => AppleBundleRole.Extension,
            IosBundleKind.AppClip => AppleBundleRole.AppClip,
            IosBundleKind.WatchApp => AppleBundleRole.WatchApp,
            IosBundleKind.NestedApp => AppleBundleRole.NestedApp,
            _ => AppleBundleRole.Code,
        },
        Identifier = bundle.Identifier,
        MinimumOs = bundle.Info.FindString("MinimumOSVersion"),
        DeviceFamilies = [.. IosDeviceFamilies.Read(bundle.Info).Select(family => (int)family)],
        CompanionIdentifier = bundle.Info.FindString("WKCompanionAppBundleIdentifier"),
        IsWatchOnly = bundle.Info.Find("WKWatchOnly") is PropertyListBoolean { Value: true },
        PreviousEntitlements = previousEntitlements,
        Code = code,
    };

    /// <summary>Whether its main executable can carry entitlements: those with a profile, and services, whose app's profile grants them.</summary>
    public bool CarriesEntitlements => NeedsProfile || Code is [{ IsExecutable: true }, ..];

    public bool NeedsProfile => Role != AppleBundleRole.Code;
}
