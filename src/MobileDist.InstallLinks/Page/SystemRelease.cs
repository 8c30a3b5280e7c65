using MobileDist.Packages;

namespace MobileDist.InstallLinks;

/// <summary>The oldest system that a package runs on, in the words of people who own a phone.</summary>
internal static class SystemRelease
{
    /// <summary><c>Android 5.0</c>, <c>iOS 15.0</c>.</summary>
    public static string Name(PackageInfo package) => package.Platform == AppPlatform.Ios ? $"iOS {package.MinimumOs}" : AndroidRelease.Name(package.MinimumOs);
}
