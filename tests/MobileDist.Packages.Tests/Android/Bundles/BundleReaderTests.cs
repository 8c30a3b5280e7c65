using MobileDist.Packages.Android;
using MobileDist.Packages.Android.Bundles;
using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Android.Bundles;

public sealed class BundleReaderTests
{
    [Test]
    public void Read_WhenBundleIsTheSample_SaysAllOfIt()
    {
        var info = PackageReader.Read(SampleAab.FullPath);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(info.Platform, Is.EqualTo(AppPlatform.Android));
            Assert.That(info.Format, Is.EqualTo(PackageFormat.Aab));
            Assert.That(info.Identifier, Is.EqualTo(SampleApk.Identifier));
            Assert.That((info.VersionName, info.BuildNumber), Is.EqualTo((SampleApk.VersionName, $"{SampleApk.VersionCode}")));
            Assert.That(info.Label, Is.EqualTo(SampleApk.Label), "the default language, not the German one");
            Assert.That((info.MinimumOs, info.TargetSdk), Is.EqualTo(($"{SampleApk.MinSdk}", $"{SampleApk.TargetSdk}")));
            Assert.That(info.NativeAbis, Is.EqualTo(SampleApk.Abis));
            Assert.That(info.LibrariesBelow16KiB, Is.Empty);
            Assert.That(info.Icon!.EntryName, Is.EqualTo(SampleAab.IconEntry));
            Assert.That(info.Icon!.MediaType, Is.EqualTo("image/png"));
            Assert.That((info.Debuggable, info.TestOnly, info.Split), Is.EqualTo((false, false, (string?)null)));
            Assert.That(info.Signature.Schemes, Is.Empty);
            Assert.That(info.Bundle!.BundletoolVersion, Is.EqualTo(SampleAab.BundletoolVersion));
            Assert.That(info.Bundle.Modules, Is.EqualTo(new[]
            {
                new BundleModule("base", BundleModuleKind.Base, BundleDelivery.InstallTime),
                new BundleModule(SampleAab.Feature, BundleModuleKind.Feature, BundleDelivery.OnDemand),
                new BundleModule(SampleAab.AssetPack, BundleModuleKind.AssetPack, BundleDelivery.FastFollow),
            }));
        }
    }

    [Test]
    public void Read_WhenBundleIsTheSample_SaysTheSameAsOfTheApk()
    {
        var bundle = PackageReader.Read(SampleAab.FullPath);
        var apk = PackageReader.Read(SampleApk.FullPath);

        Assert.That(bundle.Icon!.Bytes, Is.EqualTo(apk.Icon!.Bytes));
        Assert.That(
            bundle with { Format = PackageFormat.Apk, Bundle = null, Icon = null, NativeAbis = [], LibrariesBelow16KiB = [], Signature = PackageSignature.None },
            Is.EqualTo(apk with { Icon = null, NativeAbis = [], LibrariesBelow16KiB = [], Signature = PackageSignature.None }));
    }

    [Test]
    public void Read_WhenValuesAreWrittenOtherwise_SaysTheSame()
    {
        var manifest = TestBundle.Manifest(
            TestBundle.Attribute(AndroidAttribute.VersionCode, "", TestBundle.Hexadecimal(42)),
            TestBundle.Attribute(AndroidAttribute.VersionName, "ignored", TestBundle.Text("2.0")),
            TestBundle.Attribute(AndroidAttribute.VersionCodeMajor, "1"));
        var application = TestBundle.Element(
            "application",
            TestBundle.Attribute(AndroidAttribute.Debuggable, "", TestBundle.Boolean(true)),
            TestBundle.Attribute(AndroidAttribute.TestOnly, "true"),
            TestBundle.Attribute(AndroidAttribute.Label, "An app 🎉"));

        var info = new TestBundle(TestBundle.Node(TestBundle.With(manifest, application))).Read();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(info.BuildNumber, Is.EqualTo("4294967338"));
            Assert.That(info.VersionName, Is.EqualTo("2.0"));
            Assert.That((info.Debuggable, info.TestOnly, info.Label), Is.EqualTo((true, true, "An app 🎉")));
            Assert.That((info.MinimumOs, info.TargetSdk), Is.EqualTo(("1", "1")));
            Assert.That(info.Icon, Is.Null);
        }
    }

    [Test]
    public void Read_WhenLabelIsAReference_PrefersDefaultThenEnglish()
    {
        const uint Label = 0x7f020001;
        const uint Other = 0x7f020002;
        var table = TestBundle.Table(
            TestBundle.Resource(Label, ("de", TestBundle.Text("Deutsch")), ("en-GB", TestBundle.Text("Colour")), ("en", TestBundle.Reference(Other))),
            TestBundle.Resource(Other, ("", TestBundle.Text("English"))));
        var application = TestBundle.Element("application", TestBundle.Attribute(AndroidAttribute.Label, "", TestBundle.Reference(Label)));

        var info = new TestBundle(TestBundle.Node(TestBundle.With(TestBundle.Manifest(), application))) { Resources = table }.Read();

        Assert.That(info.Label, Is.EqualTo("English"));
    }

    [Test]
    public void Read_WhenAReferenceLeadsInACircle_FallsBackToTheIdentifier()
    {
        const uint Label = 0x7f020001;
        var table = TestBundle.Table(TestBundle.Resource(Label, ("", TestBundle.Reference(Label))));
        var application = TestBundle.Element(
            "application", TestBundle.Attribute(AndroidAttribute.Label, "", TestBundle.Reference(Label)), TestBundle.Attribute(AndroidAttribute.Icon, "", TestBundle.Reference(Label)));

        var info = new TestBundle(TestBundle.Node(TestBundle.With(TestBundle.Manifest(), application))) { Resources = table }.Read();

        Assert.That((info.Label, info.Icon), Is.EqualTo((TestBundle.Identifier, (PackageIcon?)null)));
    }

    [Test]
    public void Read_WhenElementsLieTooDeep_SaysSo()
    {
        var nested = TestBundle.Element("x");
        for (var i = 0; i < 60; i++)
        {
            nested = TestBundle.With(TestBundle.Element("x"), nested);
        }

        var fault = new TestBundle(TestBundle.Node(TestBundle.With(TestBundle.Manifest(), nested))).Fault();

        Assert.That(fault.Headline, Does.EndWith("deeper than 50 in each other."));
    }

    [Test]
    public void Read_WhenManifestIsBinaryXml_SaysThatItIsBroken()
    {
        var fault = new TestBundle(TestApk.Extract(SampleApk.FullPath, "AndroidManifest.xml")).Fault();

        Assert.That(fault.Headline, Does.StartWith("The manifest 'base/manifest/AndroidManifest.xml' in 'test.aab' is broken: "));
    }

    [Test]
    public void Read_WhenThereAreTooManyModules_SaysSo()
    {
        var manifest = TestBundle.Node(TestBundle.Manifest());
        var bundle = new TestBundle(manifest) { More = [.. Enumerable.Range(0, 1000).Select(i => ($"m{i}/manifest/AndroidManifest.xml", manifest))] };

        Assert.That(bundle.Fault().Headline, Is.EqualTo("'test.aab' has more than '1000' modules."));
    }

    [Test]
    public void Read_WhenTheManifestsAreTooLargeTogether_SaysSoWithoutReadingThem()
    {
        var large = new byte[15 << 20];
        var bundle = new TestBundle(TestBundle.Node(TestBundle.Manifest())) { More = [.. Enumerable.Range(0, 5).Select(i => ($"m{i}/manifest/AndroidManifest.xml", large))] };

        Assert.That(bundle.Fault().Headline, Does.Contain("bytes together; up to '67108864' are read"));
    }

    [Test]
    public void Read_WhenAFeatureHasAnOldLibrary_NamesIt()
    {
        var info = new TestBundle(TestBundle.Node(TestBundle.Manifest())) { More = [("guide/lib/arm64-v8a/libold.so", TestElf.Of(2, 4096))], FeatureManifest = TestBundle.Node(TestBundle.Manifest()) }.Read();

        Assert.That(info.NativeAbis, Is.EqualTo(new[] { "arm64-v8a" }));
        Assert.That(info.LibrariesBelow16KiB, Is.EqualTo(new[] { "guide/lib/arm64-v8a/libold.so" }));
    }

    [Test]
    [Category("Peer")]
    public void Read_WhenComparedWithAapt2_SaysTheSame()
    {
        var aapt2 = Peer.Require("aapt2");
        using var folder = new TestFolder();
        var proto = ProtoApk.OfBase(SampleAab.FullPath, folder.Combine("proto.apk"));
        aapt2.Run("convert", "--output-format", "binary", "-o", folder.Combine("binary.apk"), proto).Succeeded();

        var converted = PackageReader.Read(folder.Combine("binary.apk"));
        var bundle = PackageReader.Read(SampleAab.FullPath);

        Assert.That((converted.Label, converted.BuildNumber, converted.VersionName, converted.TargetSdk), Is.EqualTo((bundle.Label, bundle.BuildNumber, bundle.VersionName, bundle.TargetSdk)));
        Assert.That(converted.Icon!.Bytes, Is.EqualTo(bundle.Icon!.Bytes));
    }
}
