using System.Collections.Immutable;
using MobileDist.Packages;
using MobileDist.Packages.Apple;

namespace MobileDist.InstallLinks;

/// <summary>Which devices and systems a package runs on, in the words of people who own them.</summary>
internal static class SystemRelease
{
    /// <summary>The oldest system: <c>Android 5.0</c>, <c>iOS 15.0</c>.</summary>
    public static string Name(PackageInfo package) =>
        package.Platform == AppPlatform.Ios ? $"{SystemOf(Families(package))} {package.MinimumOs}" : AndroidRelease.Name(package.MinimumOs);

    /// <summary><c>iPhone, iPad</c>; null where the package does not say.</summary>
    public static string? Devices(PackageInfo package) => Families(package) is { IsEmpty: false } families
        ? string.Join(", ", families.Select(NameOf).Distinct(StringComparer.Ordinal))
        : null;

    /// <summary>Whether it is an app for phones or tablets, as far as it says.</summary>
    public static bool IsForPhones(PackageInfo package) => Families(package) is var families
        && (families.IsEmpty || families.Any(family => family is IosDeviceFamily.IPhone or IosDeviceFamily.IPad or IosDeviceFamily.Unknown));

    private static ImmutableArray<IosDeviceFamily> Families(PackageInfo package) => package.Ios?.DeviceFamilies is { IsDefault: false } families ? families : [];

    private static string SystemOf(ImmutableArray<IosDeviceFamily> families) => families switch
    {
        [IosDeviceFamily.IPad] => "iPadOS",
        [IosDeviceFamily.AppleTv] => "tvOS",
        [IosDeviceFamily.AppleWatch] => "watchOS",
        [IosDeviceFamily.AppleVision] => "visionOS",
        _ => "iOS",
    };

    private static string NameOf(IosDeviceFamily family) => family switch
    {
        IosDeviceFamily.IPhone => "iPhone",
        IosDeviceFamily.IPad => "iPad",
        IosDeviceFamily.AppleTv => "Apple TV",
        IosDeviceFamily.AppleWatch => "Apple Watch",
        IosDeviceFamily.Mac => "Mac",
        IosDeviceFamily.AppleVision => "Apple Vision",
        _ => "other devices",
    };
}
