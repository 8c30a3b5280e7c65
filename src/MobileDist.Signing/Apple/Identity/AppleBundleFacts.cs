using System.Collections.Immutable;
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

    /// <summary>The entitlements of its last real signature; null where it had none.</summary>
    public PropertyListDictionary? PreviousEntitlements { get; init; }

    /// <summary>The Mach-O files that belong to it and to no bundle inside it; the main executable first.</summary>
    public ImmutableArray<AppleCodeFacts> Code { get; init; } = [];

    public bool NeedsProfile => Role != AppleBundleRole.Code;
}
