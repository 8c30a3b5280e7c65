using System.IO.Compression;
using MobileDist.Packages.Android;
using MobileDist.Packages.Android.Bundles;
using MobileDist.Packages.Tests.Android.Bundles;
using MobileDist.Packages.Zip;
using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Android;

public sealed class AndroidVersionTests
{
    private static readonly AndroidVersion Version = new() { Code = 2_000_000_123, Name = "9.8.7-größer 🎉" };

    private static IEnumerable<TestCaseData> CompiledForms()
    {
        yield return new TestCaseData(Compiled(new CompiledXml())).SetArgDisplayNames("Utf8");
        yield return new TestCaseData(Compiled(new CompiledXml { Utf8 = false })).SetArgDisplayNames("Utf16");
        yield return new TestCaseData(Compiled(new CompiledXml { StripNames = true })).SetArgDisplayNames("NamesStripped");
        yield return new TestCaseData(Compiled(new CompiledXml { AttributeSize = 28 })).SetArgDisplayNames("WideAttributes");
        yield return new TestCaseData(Compiled(new CompiledXml { AttributeGap = 12 })).SetArgDisplayNames("GapBeforeAttributes");
        yield return new TestCaseData(Compiled(new CompiledXml { UnknownChunks = true })).SetArgDisplayNames("UnknownChunks");
        yield return new TestCaseData(Compiled(new CompiledXml { DuplicatePools = true })).SetArgDisplayNames("DuplicatePools");
        yield return new TestCaseData(Compiled(new CompiledXml { Trailing = [1, 2, 3, 4, 5, 6, 7, 8, 9] })).SetArgDisplayNames("TrailingBytes");
        yield return new TestCaseData(TestApk.Extract(SampleApk.FullPath, "AndroidManifest.xml")).SetArgDisplayNames("Sample");
    }

    [TestCaseSource(nameof(CompiledForms))]
    public void Stamp_WhenManifestIsCompiled_SetsBothAndNothingElse(byte[] manifest)
    {
        var before = new TestApk().With("AndroidManifest.xml", manifest).Read();

        var after = new TestApk().With("AndroidManifest.xml", BinaryManifestEditor.Set(manifest, Version, "test.apk")).Read();

        Assert.That((after.BuildNumber, after.VersionName), Is.EqualTo(($"{Version.Code}", Version.Name)));
        Assert.That(after with { BuildNumber = before.BuildNumber, VersionName = before.VersionName, Icon = null, NativeAbis = before.NativeAbis, LibrariesBelow16KiB = before.LibrariesBelow16KiB, Signature = before.Signature }, Is.EqualTo(before with { Icon = null }));
    }

    [TestCase(7, null, "7", "1.2.3")]
    [TestCase(null, "2.0", "4294967338", "2.0")]
    public void Stamp_WhenOneIsGiven_KeepsTheOther(int? code, string? name, string expectedCode, string expectedName)
    {
        var manifest = BinaryManifestEditor.Set(Compiled(new CompiledXml()), new AndroidVersion { Code = code, Name = name }, "test.apk");

        var info = new TestApk().With("AndroidManifest.xml", manifest).Read();

        Assert.That((info.BuildNumber, info.VersionName), Is.EqualTo((expectedCode, expectedName)));
    }

    [TestCase("versionCode")]
    [TestCase("versionName")]
    public void Stamp_WhenACompiledManifestHasNone_SaysWhatToSetInTheBuild(string attribute)
    {
        var version = attribute is "versionCode" ? new AndroidVersion { Code = 1 } : new AndroidVersion { Name = "1" };
        var bare = new CompiledXml().Start("manifest", XmlValue.Plain("package", "com.example.bare")).End("manifest").ToArray();

        var error = Assert.Throws<DistributionException>(() => BinaryManifestEditor.Set(bare, version, "test.apk"))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(error.Faults.Single().Headline, Does.Contain($"'android:{attribute}'"));
    }

    [Test]
    public void Stamp_WhenPackageIsABundle_SetsEachModuleThatSaysAVersion()
    {
        using var package = ZipPackage.Open(SampleAab.FullPath);

        var changed = Version.Stamp(package);

        Assert.That(changed.Keys, Is.EquivalentTo(new[] { SampleAab.BaseManifest, SampleAab.FeatureManifest, "levels/manifest/AndroidManifest.xml" }));
        Assert.That(VersionOf(changed[SampleAab.BaseManifest]), Is.EqualTo(((uint)Version.Code!, Version.Name)));
        Assert.That(VersionOf(changed[SampleAab.FeatureManifest]), Is.EqualTo(((uint)Version.Code!, (string?)null)));
        Assert.That(changed["levels/manifest/AndroidManifest.xml"], Is.EqualTo(TestApk.Extract(SampleAab.FullPath, "levels/manifest/AndroidManifest.xml")), "a pack says no version");
    }

    [Test]
    public void Stamp_WhenTheBaseSaysNoVersion_AddsIt()
    {
        var manifest = TestBundle.Node(TestBundle.With(TestBundle.Manifest(), TestBundle.Element("application")));

        var edited = new ProtoManifestEditor(manifest, Fuzzing.Malformed).Set(Version, addMissing: true);

        Assert.That(VersionOf(edited), Is.EqualTo(((uint)Version.Code!, Version.Name)));
        Assert.That(new TestBundle(edited).Read().Identifier, Is.EqualTo(TestBundle.Identifier));
    }

    [Test]
    public void Stamp_WhenTheVersionStandsBehindAChild_ReplacesItAndAddsNoOther()
    {
        var element = TestBundle.With(TestBundle.Manifest(), TestBundle.Element("application"))
            .Message(4, TestBundle.Attribute(AndroidAttribute.VersionCode, "1"))
            .Message(4, TestBundle.Attribute(AndroidAttribute.VersionName, "1.0"));

        var edited = new ProtoManifestEditor(TestBundle.Node(element), Fuzzing.Malformed).Set(Version, addMissing: true);

        Assert.That(VersionOf(edited), Is.EqualTo(((uint)Version.Code!, Version.Name)));
        Assert.That(edited.AsSpan().Count(System.Text.Encoding.UTF8.GetBytes(Version.Name!)), Is.EqualTo(1), "an attribute that stands there twice is refused by aapt2");
    }

    [Test]
    public void Stamp_WhenFieldsAreUnknown_KeepsThemByteForByte()
    {
        var element = TestBundle.Manifest(TestBundle.Attribute(AndroidAttribute.VersionCode, "1").Text(900, "kept 1")).Text(901, "kept 2");
        var manifest = new ProtoBytes().Message(1, element).Text(902, "kept 3").ToArray();

        var edited = System.Text.Encoding.UTF8.GetString(new ProtoManifestEditor(manifest, Fuzzing.Malformed).Set(Version, addMissing: false));

        Assert.That(edited, Does.Contain("kept 1").And.Contain("kept 2").And.Contain("kept 3"));
    }

    [Test]
    public void Stamp_WhenTwoRootElementsWouldBePutTogether_Refuses()
    {
        var twice = new ProtoBytes().Message(1, TestBundle.Manifest()).Message(1, TestBundle.Manifest()).ToArray();

        Assert.That(() => new ProtoManifestEditor(twice, Fuzzing.Malformed).Set(Version, addMissing: true), Throws.TypeOf<DistributionException>());
        Assert.That(new TestBundle(twice).Fault().Headline, Does.Contain("two fields 1"));
    }

    [Test]
    public void Stamp_WhenNothingIsToChange_ChangesNothing()
    {
        using var package = ZipPackage.Open(SampleAab.FullPath);

        Assert.That(AndroidVersion.Unchanged.Stamp(package), Is.Empty);
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(2_100_000_001)]
    public void Code_WhenPlayWouldRefuseIt_Throws(int code) => Assert.That(() => new AndroidVersion { Code = code }, Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Set_WhenCompiledBytesAreBroken_ThrowsOnlyOurError()
    {
        var manifest = TestApk.Extract(SampleApk.FullPath, "AndroidManifest.xml");

        Assert.That(Fuzzing.Run(manifest, 4000, 21, bytes => BinaryManifestEditor.Set(bytes, Version, "test.apk")), Is.InRange(100, 3900));
    }

    [Test]
    public void Set_WhenProtobufBytesAreBroken_ThrowsOnlyOurError()
    {
        var manifest = TestApk.Extract(SampleAab.FullPath, SampleAab.BaseManifest);

        Assert.That(Fuzzing.Run(manifest, 4000, 22, bytes => new ProtoManifestEditor(bytes, Fuzzing.Malformed).Set(Version, addMissing: true)), Is.InRange(100, 3900));
    }

    [Test]
    [Category("Peer")]
    public void Stamp_WhenAapt2ReadsTheApk_SaysTheNewVersion()
    {
        var aapt2 = Peer.Require("aapt2");
        using var folder = new TestFolder();
        var path = folder.Write("stamped.apk", File.ReadAllBytes(SampleApk.FullPath));
        Replace(SampleApk.FullPath, path);

        var badging = aapt2.Run("dump", "badging", path).Succeeded();

        Assert.That(badging, Does.Contain($"package: name='{SampleApk.Identifier}' versionCode='{Version.Code}' versionName='{Version.Name}'"));
        Assert.That(aapt2.Run("dump", "xmltree", "--file", "AndroidManifest.xml", path).Succeeded(), Does.Contain("E: application"));
    }

    [Test]
    [Category("Peer")]
    public void Stamp_WhenAapt2ConvertsTheBundle_SaysTheNewVersion()
    {
        var aapt2 = Peer.Require("aapt2");
        using var folder = new TestFolder();
        var bundle = folder.Write("stamped.aab", File.ReadAllBytes(SampleAab.FullPath));
        Replace(SampleAab.FullPath, bundle);
        var proto = ProtoApk.OfBase(bundle, folder.Combine("proto.apk"));

        aapt2.Run("convert", "--output-format", "binary", "-o", folder.Combine("binary.apk"), proto).Succeeded();

        Assert.That(aapt2.Run("dump", "badging", folder.Combine("binary.apk")).Succeeded(), Does.Contain($"versionCode='{Version.Code}' versionName='{Version.Name}'"));
    }

    [TestCaseSource(typeof(RealApks), nameof(RealApks.All))]
    [Category("Peer")]
    public void Stamp_WhenPackageIsSomebodyElses_Aapt2SaysTheNewVersion(RealApk apk)
    {
        var aapt2 = Peer.Require("aapt2");
        var path = apk.Require();
        using var package = ZipPackage.Open(path);
        using var folder = new TestFolder();
        byte[] manifest;
        try
        {
            manifest = Version.Stamp(package)["AndroidManifest.xml"];
        }
        catch (DistributionException error)
        {
            Assert.That(error.Faults.Single().Headline, Does.Contain("so that none can be set"));
            return;
        }

        var stamped = folder.Write("stamped.apk", new RawZip().Add(new RawZipEntry("AndroidManifest.xml", manifest) { Deflated = true }).ToArray());

        Assert.That(aapt2.Run("dump", "xmltree", "--file", "AndroidManifest.xml", stamped).Succeeded(), Does.Contain($"={Version.Code}").And.Contain($"=\"{Version.Name}\""));
    }

    private static byte[] Compiled(CompiledXml form) => form
        .Start(
            "manifest",
            XmlValue.Of(AndroidAttribute.VersionCode, 42),
            XmlValue.Of(AndroidAttribute.VersionName, "1.2.3"),
            XmlValue.Plain("package", "com.example.odd"),
            XmlValue.Of(AndroidAttribute.VersionCodeMajor, 1))
        .Start("uses-sdk", XmlValue.Of(AndroidAttribute.MinSdkVersion, 21)).End("uses-sdk")
        .Start("application", XmlValue.Of(AndroidAttribute.Label, "Odd 🎉 Äpp"), XmlValue.Of(AndroidAttribute.Debuggable, true)).End("application")
        .End("manifest")
        .ToArray();

    private static (uint Code, string? Name) VersionOf(byte[] manifest)
    {
        var read = ManifestReader.Read(new ProtoXmlReader(manifest, Fuzzing.Malformed), Fuzzing.Malformed);
        var resources = new ResourceResolver(read.Strings, () => null);
        return (resources.Number(read.VersionCode), resources.Text(read.VersionName));
    }

    private static void Replace(string source, string target)
    {
        using var package = ZipPackage.Open(source);
        using var zip = ZipFile.Open(target, ZipArchiveMode.Update);
        foreach (var (name, bytes) in Version.Stamp(package))
        {
            zip.GetEntry(name)!.Delete();
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(bytes);
        }
    }
}
