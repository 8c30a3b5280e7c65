using System.Text;
using MobileDist.Packages.Apple;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Packages.Tests.Apple;

public sealed class IpaReaderTests
{
    private static readonly byte[] Entitlements = PropertyListXml.Write(new Dictionary<string, object>(StringComparer.Ordinal) { ["application-identifier"] = "TEAM123456.com.example.demo", ["get-task-allow"] = true });

    [Test]
    public void Read_WhenPackageIsAnIpa_SaysAllOfIt()
    {
        var info = Read(new SampleIpa(new SignedMachO { Entitlements = Entitlements }.ToArray())
            .WithFramework()
            .WithExtension(profile: [9])
            .WithProfile([1, 2, 3])
            .WithInfo("CFBundleDisplayName", "Our Demo")
            .WithInfo("ITSAppUsesNonExemptEncryption", false)
            .WithInfo("UISupportedDevices", (string[])["iPhone14,2"]));

        Assert.Multiple(() =>
        {
            Assert.That(info.Platform, Is.EqualTo(AppPlatform.Ios));
            Assert.That(info.Format, Is.EqualTo(PackageFormat.Ipa));
            Assert.That(info.Identifier, Is.EqualTo(SampleIpa.Identifier));
            Assert.That(info.VersionName, Is.EqualTo("1.2.3"));
            Assert.That(info.BuildNumber, Is.EqualTo("7"));
            Assert.That(info.Label, Is.EqualTo("Our Demo"));
            Assert.That(info.MinimumOs, Is.EqualTo("15.0"));
            Assert.That(info.Debuggable, Is.True);
            Assert.That(info.Icon, Is.Null);
            var ios = info.Ios!;
            Assert.That(ios.Root, Is.EqualTo("Payload/Demo.app/"));
            Assert.That(ios.Platform, Is.EqualTo("iphoneos"));
            Assert.That(ios.IsSimulatorBuild, Is.False);
            Assert.That(ios.DeviceFamilies, Is.EqualTo(new[] { IosDeviceFamily.IPhone, IosDeviceFamily.IPad }));
            Assert.That(ios.Bundles, Is.EqualTo(new[]
            {
                new IosNestedBundle("Frameworks/DemoKit.framework", IosBundleKind.Framework, "com.example.demokit", false),
                new IosNestedBundle("PlugIns/Share.appex", IosBundleKind.Extension, "com.example.demo.share", true),
            }));
            Assert.That(ios.UsesNonExemptEncryption, Is.False);
            Assert.That(ios.SupportedDevices, Is.EqualTo(new[] { "iPhone14,2" }));
            Assert.That(ios.Entitlements?.FindString("application-identifier"), Is.EqualTo("TEAM123456.com.example.demo"));
            Assert.That(ios.EmbeddedProfile?.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
            Assert.That(ios.IsSigned, Is.True);
            Assert.That(ios.TeamId, Is.EqualTo("TEAM123456"));
            Assert.That(ios.IsEncrypted, Is.False);
        });
    }

    [Test]
    public void Read_WhenPackageSaysLittle_LeavesTheRestOut()
    {
        string[] keys = ["CFBundleName", "CFBundleShortVersionString", "MinimumOSVersion", "DTPlatformName", "CFBundleSupportedPlatforms", "UIDeviceFamily"];
        var info = Read(keys.Aggregate(new SampleIpa(new SignedMachO { IsSigned = false, MinimumMajor = 13 }.ToArray()), (ipa, key) => ipa.WithInfo(key, null)));

        Assert.Multiple(() =>
        {
            Assert.That(info.Label, Is.EqualTo(SampleIpa.Identifier));
            Assert.That(info.VersionName, Is.Null);
            Assert.That(info.MinimumOs, Is.EqualTo("13.0"), "the Mach-O says it");
            Assert.That(info.Debuggable, Is.False);
            Assert.That(info.Ios!.Platform, Is.Null);
            Assert.That(info.Ios.DeviceFamilies, Is.EqualTo(new[] { IosDeviceFamily.IPhone }));
            Assert.That(info.Ios.UsesNonExemptEncryption, Is.Null);
            Assert.That(info.Ios.Entitlements, Is.Null);
            Assert.That(info.Ios.IsSigned, Is.False);
        });
    }

    [TestCase(2, IosDeviceFamily.IPad)]
    [TestCase("2", IosDeviceFamily.IPad)]
    [TestCase("two", IosDeviceFamily.IPhone)]
    public void Read_WhenDeviceFamilyIsNoList_TakesItAllTheSame(object family, IosDeviceFamily expected) =>
        Assert.That(Read(new SampleIpa(new SignedMachO().ToArray()).WithInfo("UIDeviceFamily", family)).Ios!.DeviceFamilies, Is.EqualTo(new[] { expected }));

    [TestCase(null, "German")]
    [TestCase("de", "German")]
    [TestCase("de-AT", "German")]
    [TestCase("ja", "Demo")]
    public void Read_WhenNamesStandInALocalisationTable_TakesTheDevelopmentLanguage(string? region, string expected)
    {
        var table = PropertyListXml.Write(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["LocProvenance"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["x"] = "y" },
            ["de"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["CFBundleDisplayName"] = "German", ["odd"] = 1 },
            ["en"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["CFBundleDisplayName"] = "English" },
        });

        var info = Read(new SampleIpa(new SignedMachO().ToArray()).WithInfo("CFBundleDevelopmentRegion", region ?? "de").With("InfoPlist.loctable", table));

        Assert.That(info.Label, Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("<plist><dict>")]
    [TestCase("<plist version=\"1.0\"><dict><key>en</key><string>x</string></dict></plist>")]
    public void Read_WhenTheLocalisationTableIsOfNoUse_KeepsTheNameOfTheInfoList(string table) =>
        Assert.That(Read(new SampleIpa(new SignedMachO().ToArray()).With("InfoPlist.loctable", table)).Label, Is.EqualTo("Demo"));

    [Test]
    public void Read_WhenTheIconIsInTheCatalogueOnly_SaysSo()
    {
        Assert.That(Read(new SampleIpa(new SignedMachO().ToArray()).With("Assets.car", "BOMStore")).Ios!.IconOnlyInCatalogue, Is.True);
        Assert.That(Read(new SampleIpa(new SignedMachO().ToArray())).Ios!.IconOnlyInCatalogue, Is.False);
    }

    [Test]
    public void Read_WhenExecutableIsForTheSimulator_SaysSo() =>
        Assert.That(Read(new SampleIpa(new SignedMachO { Platform = 7 }.ToArray())).Ios!.IsSimulatorBuild, Is.True);

    [Test]
    public void Read_WhenExecutableIsEncrypted_SaysSo() =>
        Assert.That(Read(new SampleIpa(new SignedMachO { CryptId = 1 }.ToArray())).Ios!.IsEncrypted, Is.True);

    [Test]
    public void Read_WhenSignatureIsAdHoc_IsNotSigned() =>
        Assert.That(Read(new SampleIpa(new SignedMachO { HasCms = false }.ToArray())).Ios!.IsSigned, Is.False);

    [Test]
    public void Read_WhenExecutableIsLarge_FindsTheSignatureBehindIt()
    {
        var executable = new SignedMachO { Entitlements = Entitlements, ContentLength = 3_000_000 }.ToArray();

        Assert.That(Read(new SampleIpa(executable)).Debuggable, Is.True);
    }

    [Test]
    public void Read_WhenThereIsNoBuildNumber_SaysSo() => Assert.That(
        () => Read(new SampleIpa(new SignedMachO().ToArray()).WithInfo("CFBundleVersion", null)),
        Throws.TypeOf<DistributionException>().With.Message.EqualTo("'Payload/Demo.app/Info.plist' in 'test.ipa' has no 'CFBundleVersion'."));

    [Test]
    public void Read_WhenExecutableIsNoMachO_SaysSo() => Assert.That(
        () => Read(new SampleIpa("#!/bin/sh\necho no\n"u8.ToArray())), Throws.TypeOf<DistributionException>().With.Message.Contains("test.ipa/Payload/Demo.app/Demo"));

    private static IEnumerable<TestCaseData> Names()
    {
        const string Text = "/* a */ \"CFBundleDisplayName\" = \"D\\u00e9mo \\\"1\\\"\"; // b\nCFBundleName = Short;\n";
        var list = PropertyListXml.Write(new Dictionary<string, object>(StringComparer.Ordinal) { ["CFBundleDisplayName"] = "Démo \"1\"" });
        yield return Name("text", "en.lproj", Encoding.UTF8.GetBytes(Text), "Démo \"1\"");
        yield return Name("UTF-16", "en.lproj", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)], "Démo \"1\"");
        yield return Name("UTF-16 big-endian", "en.lproj", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Text)], "Démo \"1\"");
        yield return Name("property list", "en.lproj", list, "Démo \"1\"");
        yield return Name("old folder name", "English.lproj", list, "Démo \"1\"");
        yield return Name("base", "Base.lproj", list, "Démo \"1\"");
        yield return Name("another language", "de.lproj", list, "Demo");
        yield return Name("broken text", "en.lproj", "\"CFBundleDisplayName\" = \"D"u8.ToArray(), "Demo");
        yield return Name("broken list", "en.lproj", "<plist><dict>"u8.ToArray(), "Demo");
        yield return Name("name only", "en.lproj", "CFBundleName = Short;"u8.ToArray(), "Short");
        yield return Name("control characters", "en.lproj", "CFBundleName = \"a\\nb\\U001b\";"u8.ToArray(), "a b");
    }

    [TestCaseSource(nameof(Names))]
    public void Read_WhenNameIsLocalised_TakesTheDevelopmentLanguage(string folder, byte[] strings, string expected) =>
        Assert.That(Read(new SampleIpa(new SignedMachO().ToArray()).With($"{folder}/InfoPlist.strings", strings)).Label, Is.EqualTo(expected));

    [Test]
    public void Read_WhenDevelopmentLanguageIsAnother_TakesThat()
    {
        var ipa = new SampleIpa(new SignedMachO().ToArray())
            .WithInfo("CFBundleDevelopmentRegion", "de-CH")
            .With("en.lproj/InfoPlist.strings", "CFBundleName = English;")
            .With("de.lproj/InfoPlist.strings", "CFBundleName = Deutsch;");

        Assert.That(Read(ipa).Label, Is.EqualTo("Deutsch"));
    }

    [Test]
    public void Read_WhenPackageIsTheSample_SaysAllOfIt()
    {
        var info = PackageReader.Read(RepositoryRoot.Combine("samples", "ios", "Sample-unsigned.ipa"));

        Assert.Multiple(() =>
        {
            Assert.That(info.Identifier, Is.EqualTo("com.example.mobiledist.sample"));
            Assert.That(info.VersionName, Is.EqualTo("1.2.3"));
            Assert.That(info.BuildNumber, Is.EqualTo("7"));
            Assert.That(info.Label, Is.EqualTo("Release Sample"));
            Assert.That(info.MinimumOs, Is.EqualTo("15.0"));
            Assert.That(info.Icon?.EntryName, Is.EqualTo("Payload/Sample.app/AppIcon60x60@3x.png"));
            Assert.That(info.Ios!.Bundles.Select(bundle => bundle.Path), Is.EqualTo(new[] { "Frameworks/SampleKit.framework", "PlugIns/Share.appex" }));
            Assert.That(info.Ios.IsSigned, Is.False);
        });
    }

    private static PackageInfo Read(SampleIpa ipa)
    {
        using var folder = new TestFolder();
        return PackageReader.Read(ipa.WriteTo(folder.Combine("test.ipa")));
    }

    private static TestCaseData Name(string name, string folder, byte[] strings, string expected) => new TestCaseData(folder, strings, expected).SetArgDisplayNames(name);
}
