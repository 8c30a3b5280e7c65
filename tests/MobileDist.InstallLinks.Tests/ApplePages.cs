using MobileDist.Packages;
using MobileDist.Packages.Apple;

namespace MobileDist.InstallLinks.Tests;

/// <summary>Pages and bundles of iOS apps that the tests share.</summary>
internal static class ApplePages
{
    public const string Link = "https://builds.example.com/sample-ios/site/";

    public static PackageInfo Package(string label = "Sample", bool icon = true) => new()
    {
        Platform = AppPlatform.Ios,
        Format = PackageFormat.Ipa,
        Identifier = "dev.mobiledist.sample",
        VersionName = "1.2.0",
        BuildNumber = "1042",
        Label = label,
        MinimumOs = "15.0",
        Ios = new IosFacts { Root = "Payload/Sample.app/", Platform = "iphoneos", DeviceFamilies = [IosDeviceFamily.IPhone, IosDeviceFamily.IPad] },
        Icon = icon ? Pages.Package().Icon : null,
    };

    public static InstallPageModel AdHoc(string label = "Sample") => Pages.Model() with
    {
        Package = Package(label),
        Action = new InstallAction.ItmsServices(new Uri(Link + AppleSiteFile.Manifest)),
        PackageSize = 18_400_000,
        PageLink = Link,
        Audience = new InstallAudience
        {
            DeviceCount = 14,
            CanInstall = ["Ada L.", "Alan T.", "Barbara L."],
            CannotInstall = ["Grace H.", "Linus T."],
            ProfileExpires = Pages.Noon.AddDays(200),
        },
    };

    public static InstallPageModel InHouse() => AdHoc() with
    {
        Audience = new InstallAudience { AnyDevice = true, ProfileExpires = Pages.Noon.AddDays(12) },
    };

    public static InstallPageModel WithoutAddress() => AdHoc() with
    {
        Action = new InstallAction.NeedsSecureAddress("Sample-1.2.0-1042.ipa", "This page was made without an address on the web."),
        PageLink = "file:///home/ada/shop/artifacts/mobiledist/sample-ios/site/index.html",
        Reach = new Reach(ReachScope.ThisComputer, "This page is a file on the computer that made it. Serve its folder, or copy it to a web server, before you scan."),
    };

    public static InstallBundle Bundle(string packagePath, string label = "Sample") => Pages.Bundle(packagePath, "sample-ios") with
    {
        Package = Package(label),
        Audience = AdHoc().Audience,
    };
}
