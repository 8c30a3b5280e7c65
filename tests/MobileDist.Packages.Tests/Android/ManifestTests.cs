using System.Text;
using MobileDist.Packages.Android;

namespace MobileDist.Packages.Tests.Android;

public sealed class ManifestTests
{
    private const uint Label = 0x7f010000;

    private static IEnumerable<TestCaseData> OddForms()
    {
        yield return new TestCaseData(new CompiledXml()).SetArgDisplayNames("Ordinary");
        yield return new TestCaseData(new CompiledXml { Utf8 = false }).SetArgDisplayNames("Utf16");
        yield return new TestCaseData(new CompiledXml { StripNames = true }).SetArgDisplayNames("NamesStripped");
        yield return new TestCaseData(new CompiledXml { RootType = 0 }).SetArgDisplayNames("RootTypeZero");
        yield return new TestCaseData(new CompiledXml { AttributeSize = 28 }).SetArgDisplayNames("WideAttributes");
        yield return new TestCaseData(new CompiledXml { AttributeGap = 12 }).SetArgDisplayNames("GapBeforeAttributes");
        yield return new TestCaseData(new CompiledXml { UnknownChunks = true }).SetArgDisplayNames("UnknownChunks");
        yield return new TestCaseData(new CompiledXml { DuplicatePools = true }).SetArgDisplayNames("DuplicatePools");
        yield return new TestCaseData(new CompiledXml { ExtraRootHeader = 8 }).SetArgDisplayNames("LongRootHeader");
        yield return new TestCaseData(new CompiledXml { Trailing = [1, 2, 3, 4, 5, 6, 7, 8, 9] }).SetArgDisplayNames("TrailingBytes");
    }

    [TestCaseSource(nameof(OddForms))]
    public void Read_WhenFormIsOddButAcceptedByAndroid_SaysTheSame(object form)
    {
        var xml = ((CompiledXml)form)
            .Start(
                "manifest",
                XmlValue.Of(AndroidAttribute.VersionCode, 42),
                XmlValue.Of(AndroidAttribute.VersionName, "1.2.3"),
                XmlValue.Plain("package", "com.example.odd"),
                XmlValue.Of(AndroidAttribute.VersionCodeMajor, 1))
            .Start("uses-sdk", XmlValue.Of(AndroidAttribute.MinSdkVersion, 21), XmlValue.Of(AndroidAttribute.TargetSdkVersion, 35)).End("uses-sdk")
            .Start("application", XmlValue.Of(AndroidAttribute.Label, "Odd 🎉 Äpp"), XmlValue.Of(AndroidAttribute.Debuggable, true), XmlValue.Of(AndroidAttribute.TestOnly, true))
            .End("application").End("manifest");

        var info = new TestApk().With(xml).Read();

        Assert.Multiple(() =>
        {
            Assert.That(info.Identifier, Is.EqualTo("com.example.odd"));
            Assert.That(info.VersionName, Is.EqualTo("1.2.3"));
            Assert.That(info.BuildNumber, Is.EqualTo("4294967338"));
            Assert.That(info.MinimumOs, Is.EqualTo("21"));
            Assert.That(info.TargetSdk, Is.EqualTo("35"));
            Assert.That(info.Label, Is.EqualTo("Odd 🎉 Äpp"));
            Assert.That(info.Debuggable, Is.True);
            Assert.That(info.TestOnly, Is.True);
            Assert.That(info.Platform, Is.EqualTo(AppPlatform.Android));
            Assert.That(info.Format, Is.EqualTo(PackageFormat.Apk));
        });
    }

    [Test]
    public void Read_WhenManifestSaysNothing_TakesAndroidsDefaults()
    {
        var info = new TestApk().With(CompiledXml.Manifest()).Read();

        Assert.Multiple(() =>
        {
            Assert.That(info.VersionName, Is.Null);
            Assert.That(info.BuildNumber, Is.EqualTo("0"));
            Assert.That(info.MinimumOs, Is.EqualTo("1"));
            Assert.That(info.TargetSdk, Is.EqualTo("1"));
            Assert.That(info.Label, Is.EqualTo("com.example.app"));
            Assert.That(info.Icon, Is.Null);
            Assert.That(info.NativeAbis, Is.Empty);
            Assert.That(info.LibrariesBelow16KiB, Is.Empty);
            Assert.That(info.Debuggable, Is.False);
            Assert.That(info.TestOnly, Is.False);
            Assert.That(info.Split, Is.Null);
            Assert.That(info.Signature, Is.SameAs(PackageSignature.None));
        });
    }

    [Test]
    public void Read_WhenAttributeHasAForgedName_GoesByItsResourceId()
    {
        var xml = new CompiledXml().Start("manifest", XmlValue.Plain("versionCode", "99"), XmlValue.Of(AndroidAttribute.VersionCode, 7), XmlValue.Plain("package", "com.example.app"))
            .End("manifest");

        Assert.That(new TestApk().With(xml).Read().BuildNumber, Is.EqualTo("7"));
    }

    [Test]
    public void Read_WhenSdkIsACodeName_KeepsIt()
    {
        var xml = new CompiledXml().Start("manifest", XmlValue.Plain("package", "com.example.app"))
            .Start("uses-sdk", XmlValue.Of(AndroidAttribute.MinSdkVersion, "Tiramisu.deadbeef"), XmlValue.Of(AndroidAttribute.TargetSdkVersion, "VanillaIceCream")).End("uses-sdk")
            .End("manifest");

        var info = new TestApk().With(xml).Read();

        Assert.That((info.MinimumOs, info.TargetSdk), Is.EqualTo(("Tiramisu", "VanillaIceCream")));
    }

    [Test]
    public void Read_WhenSdkIsWrittenInHexadecimalOrAsText_ShowsTheLevel()
    {
        var xml = new CompiledXml().Start("manifest", XmlValue.Plain("package", "com.example.app"))
            .Start("uses-sdk", new XmlValue(AndroidAttribute.MinSdkVersion, "", 0x11, 0x15), XmlValue.Of(AndroidAttribute.TargetSdkVersion, "33")).End("uses-sdk")
            .End("manifest");

        var info = new TestApk().With(xml).Read();

        Assert.That((info.MinimumOs, info.TargetSdk), Is.EqualTo(("21", "33")));
    }

    [Test]
    public void Read_WhenVersionNameAndFlagsAreReferences_ResolvesThem()
    {
        var xml = new CompiledXml().Start("manifest", XmlValue.Plain("package", "com.example.app"), XmlValue.Reference(AndroidAttribute.VersionName, 0x7f010001))
            .Start("uses-sdk", XmlValue.Reference(AndroidAttribute.MinSdkVersion, 0x7f020000)).End("uses-sdk")
            .Start("application", XmlValue.Reference(AndroidAttribute.Debuggable, 0x7f030000), XmlValue.Of(AndroidAttribute.TestOnly, "true")).End("application")
            .End("manifest");
        var table = new CompiledTable().Text(0x7f010001, "2.0-beta").Value(0x7f020000, 0x10, 26).Value(0x7f030000, 0x12, uint.MaxValue);

        var info = new TestApk().With(xml).With(table).Read();

        Assert.That((info.VersionName, info.MinimumOs, info.Debuggable, info.TestOnly), Is.EqualTo(("2.0-beta", "26", true, true)));
    }

    [Test]
    public void Read_WhenApplicationHasNoLabel_TakesTheLaunchersOwn()
    {
        var xml = new CompiledXml().Start("manifest", XmlValue.Plain("package", "com.example.app")).Start("application");
        Activity(xml, "activity", "Settings", "android.intent.category.DEFAULT");
        Activity(xml, "activity-alias", "Holidays", "android.intent.category.LAUNCHER", enabled: false);
        Activity(xml, "activity-alias", "The App", "android.intent.category.LAUNCHER");
        Activity(xml, "activity", "Second", "android.intent.category.LAUNCHER");
        xml.End("application").End("manifest");

        Assert.That(new TestApk().With(xml).Read().Label, Is.EqualTo("The App"));
    }

    [Test]
    public void Read_WhenASecondApplicationOrManifestFollows_IgnoresIt()
    {
        var xml = new CompiledXml().Start("manifest", XmlValue.Plain("package", "com.example.app"))
            .Start("application", XmlValue.Of(AndroidAttribute.Label, "First")).End("application")
            .Start("application", XmlValue.Of(AndroidAttribute.Label, "Second")).End("application")
            .End("manifest")
            .Start("manifest", XmlValue.Plain("package", "com.example.other")).End("manifest");

        var info = new TestApk().With(xml).Read();

        Assert.That((info.Label, info.Identifier), Is.EqualTo(("First", "com.example.app")));
    }

    [Test]
    public void Read_WhenLabelSteersTerminals_MakesItHarmless()
    {
        var xml = new CompiledXml { Utf8 = false }.Start("manifest", XmlValue.Plain("package", "com.example.app"))
            .Start("application", XmlValue.Of(AndroidAttribute.Label, "\u001b[2J Evil\r\n\u202eppa\ud800 ")).End("application").End("manifest");

        Assert.That(new TestApk().With(xml).Read().Label, Is.EqualTo("[2J Evil  ppa\ufffd"));
    }

    [TestCase("config.arm64_v8a", false, "config.arm64_v8a")]
    [TestCase(null, true, "feature")]
    [TestCase("camera", true, "camera")]
    public void Read_WhenPackageIsOnePartOfSeveral_NamesThePart(string? split, bool isFeature, string expected)
    {
        XmlValue[] attributes = split is null ? [] : [XmlValue.Plain("split", split)];
        var xml = new CompiledXml().Start("manifest", [XmlValue.Plain("package", "com.example.app"), XmlValue.Of(AndroidAttribute.IsFeatureSplit, isFeature), .. attributes]).End("manifest");

        Assert.That(new TestApk().With(xml).Read().Split, Is.EqualTo(expected));
    }

    [TestCase("../../evil")]
    [TestCase("com/example")]
    [TestCase("single")]
    [TestCase("com..app")]
    [TestCase("com.1app")]
    [TestCase("")]
    [TestCase("com.ex ample")]
    public void Read_WhenIdentifierIsNone_Refuses(string identifier)
    {
        var fault = new TestApk().With(CompiledXml.Manifest(identifier)).Fault();

        Assert.That(fault.Headline, Does.Contain("manifest of 'test.apk'"));
        Assert.That(fault.Remedy, Does.Contain("application id"));
    }

    [Test]
    public void Read_WhenSplitNameLeadsElsewhere_Refuses()
    {
        var xml = new CompiledXml().Start("manifest", XmlValue.Plain("package", "com.example.app"), XmlValue.Plain("split", "../x")).End("manifest");

        Assert.That(new TestApk().With(xml).Fault().Headline, Is.EqualTo("The manifest of 'test.apk' names the split '../x', which Android refuses."));
    }

    [TestCase("<?xml version=\"1.0\"?><manifest package=\"com.example.app\"/>")]
    [TestCase("\ufeff<manifest/>")]
    [TestCase("\r\n  <manifest/>")]
    public void Read_WhenManifestIsTheSource_SaysHowToBuild(string text)
    {
        var fault = new TestApk().With("AndroidManifest.xml", Encoding.UTF8.GetBytes(text)).Fault();

        Assert.That(fault.Headline, Is.EqualTo("The manifest 'AndroidManifest.xml' in 'test.apk' is text XML, the source, and devices read the compiled form only."));
        Assert.That(fault.Remedy, Does.Contain("aapt2 link"));
    }

    [Test]
    public void Read_WhenManifestIsTheSourceInUtf16_SaysSo()
    {
        var bytes = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<manifest/>")).ToArray();

        Assert.That(new TestApk().With("AndroidManifest.xml", bytes).Fault().Headline, Does.Contain("text XML"));
    }

    [Test]
    public void Read_WhenManifestIsProtobuf_SaysThatItBelongsToABundle()
    {
        byte[] message = [0x0a, 0x0c, 0x1a, 0x08, .. "manifest"u8, 0x12, 0x00];

        Assert.That(new TestApk().With("AndroidManifest.xml", message).Fault().Headline, Does.Contain("protobuf form, which belongs to Android App Bundles"));
    }

    [Test]
    public void Read_WhenManifestIsCutAnywhere_NeverReadsOn()
    {
        var whole = CompiledXml.Manifest().ToArray();
        for (var length = 0; length < whole.Length; length += 3)
        {
            var fault = new TestApk().With("AndroidManifest.xml", whole[..length]).Fault();
            Assert.That(fault.Headline, Does.StartWith("The manifest 'AndroidManifest.xml' in 'test.apk' is broken: "), $"at {length}");
        }
    }

    [Test]
    public void Read_WhenManifestClaimsMoreThanIsThere_SaysTruncated()
    {
        var bytes = CompiledXml.Manifest().ToArray();

        Assert.That(new TestApk().With("AndroidManifest.xml", bytes[..^8]).Fault().Headline, Does.EndWith($"claims {bytes.Length} bytes, and {bytes.Length - 8} are there: it is truncated."));
    }

    [Test]
    public void Read_WhenThereIsNoElementManifest_SaysSo()
    {
        var xml = new CompiledXml().Start("menu").End("menu");

        Assert.That(new TestApk().With(xml).Fault().Headline, Does.EndWith("it holds no element 'manifest'."));
    }

    [Test]
    public void Read_WhenStringPoolClaimsTooMany_SaysSo()
    {
        var bytes = CompiledXml.Manifest().ToArray();
        ByteWriter.UInt32(0x10000000).CopyTo(bytes, 16);

        Assert.That(new TestApk().With("AndroidManifest.xml", bytes).Fault().Headline, Does.Contain("string pool at byte 8 claims 268435456 strings"));
    }

    [Test]
    public void Read_WhenReferenceLeadsNowhere_FallsBackToTheIdentifier()
    {
        var xml = CompiledXml.LabelledBy(Label);

        Assert.Multiple(() =>
        {
            Assert.That(new TestApk().With(xml).Read().Label, Is.EqualTo("com.example.app"), "no table");
            Assert.That(new TestApk().With(xml).With(new CompiledTable().Text(0x7f010001, "other")).Read().Label, Is.EqualTo("com.example.app"), "another entry");
            Assert.That(new TestApk().With(CompiledXml.LabelledBy(0x0104000a)).With(new CompiledTable().Text(Label, "other")).Read().Label, Is.EqualTo("com.example.app"), "the framework's");
        });
    }

    [Test]
    public void Read_WhenAttributesTakeNoRoom_EndsSoon()
    {
        // 65535 attributes of no size in every element: 16 MiB of them would be half a million times that much to look at.
        var zero = new CompiledXml { AttributeSize = 0 }.Start("manifest", XmlValue.Plain("package", "com.example.app"));
        for (var i = 0; i < 20_000; i++)
        {
            zero.Start("uses-sdk").End("uses-sdk");
        }

        var bytes = zero.End("manifest").ToArray();
        for (var at = 8; at < bytes.Length - 36; at += 4)
        {
            if (bytes[at] == 0x02 && bytes[at + 1] == 0x01 && bytes[at + 2] == 16)
            {
                ByteWriter.UInt16(20, 0, 0xffff).CopyTo(bytes, at + 24);
            }
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.That(new TestApk().With("AndroidManifest.xml", bytes).Read().Identifier, Is.EqualTo("com.example.app"));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    private static void Activity(CompiledXml xml, string element, string label, string category, bool enabled = true) => xml
        .Start(element, XmlValue.Of(AndroidAttribute.Label, label), XmlValue.Of(AndroidAttribute.Enabled, enabled))
        .Start("intent-filter")
        .Start("action", XmlValue.Of(AndroidAttribute.Name, "android.intent.action.MAIN")).End("action")
        .Start("category", XmlValue.Of(AndroidAttribute.Name, category)).End("category")
        .End("intent-filter").End(element);
}
