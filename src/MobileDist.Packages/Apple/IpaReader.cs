using System.Collections.Immutable;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Apple;

/// <summary>
/// Reads what an iOS package says about itself: property lists, one icon, and the main executable's load commands and signature.
/// The executable is inflated up to its signature; nothing else of the package is.
/// </summary>
public static class IpaReader
{
    private const string OldestSystem = "1.0";

    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: as <see cref="IosApp.Read"/>; no build number; the main executable is no Mach-O or broken.</exception>
    public static PackageInfo Read(ZipPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return Read(package, IosApp.Read(package));
    }

    /// <summary>The same, for who has the app already.</summary>
    /// <inheritdoc cref="Read(ZipPackage)"/>
    public static PackageInfo Read(ZipPackage package, IosApp app)
    {
        var info = app.Main.Info;
        var executable = MainExecutable.Read(package, app);
        var icon = IosIconFinder.Find(package, app);
        return new PackageInfo
        {
            Platform = AppPlatform.Ios,
            Format = PackageFormat.Ipa,
            Identifier = app.Main.Identifier,
            VersionName = Text(info, "CFBundleShortVersionString"),
            BuildNumber = Text(info, "CFBundleVersion") ?? throw AppleFaults.NoBuildNumber(package.FileName, app.Root + "Info.plist"),
            Label = IosNames.Find(package, app),
            MinimumOs = Text(info, "MinimumOSVersion") ?? Text(executable.MinimumOs) ?? OldestSystem,
            Icon = icon,
            Debuggable = executable.Entitlements?.Find("get-task-allow") is PropertyListBoolean { Value: true },
            Ios = FactsOf(app, info, executable) with { IconOnlyInCatalogue = icon is null && package.Find(app.Root + "Assets.car") is not null },
        };
    }

    private static IosFacts FactsOf(IosApp app, PropertyListDictionary info, MainExecutable executable)
    {
        var platform = Text(info, "DTPlatformName") ?? Texts(info, "CFBundleSupportedPlatforms").FirstOrDefault()?.ToLowerInvariant();
        return new IosFacts
        {
            Root = app.Root,
            Platform = platform,
            IsSimulatorBuild = executable.IsSimulator || platform?.EndsWith("simulator", StringComparison.Ordinal) == true,
            DeviceFamilies = DeviceFamilies(info),
            Bundles = [.. app.Bundles[..^1].Select(bundle => new IosNestedBundle(bundle.Path, bundle.Kind, bundle.Identifier, bundle.EmbeddedProfile is not null))],
            UsesNonExemptEncryption = (info.Find("ITSAppUsesNonExemptEncryption") as PropertyListBoolean)?.Value,
            ExportComplianceCode = Text(info, "ITSEncryptionExportComplianceCode"),
            SupportedDevices = Texts(info, "UISupportedDevices"),
            Entitlements = executable.Entitlements,
            EmbeddedProfile = app.Main.EmbeddedProfile,
            IsSigned = executable.IsSigned,
            TeamId = executable.TeamId,
            IsEncrypted = executable.IsEncrypted,
        };
    }

    private static ImmutableArray<IosDeviceFamily> DeviceFamilies(PropertyListDictionary info)
    {
        var families = IosDeviceFamilies.Read(info);
        return families.IsEmpty ? [IosDeviceFamily.IPhone] : families;
    }

    /// <summary>As people write versions: 15.0, but 15.0.1.</summary>
    private static string? Text(Version? version) => version?.ToString(version.Build > 0 ? 3 : 2);

    private static string? Text(PropertyListDictionary info, string key) => DisplayText.Clean(info.FindString(key));

    private static ImmutableArray<string> Texts(PropertyListDictionary info, string key) => info.Find(key) is PropertyListArray array
        ? [.. array.Items.OfType<PropertyListString>().Select(item => DisplayText.Clean(item.Value)).OfType<string>()]
        : [];
}
