using System.Diagnostics;
using System.IO.Compression;
using MobileDist.Packages.Tests.Android;
using MobileDist.Testing;

namespace MobileDist.Packages.Tests;

public sealed class PackageReaderTests
{
    private static readonly byte[] Manifest = CompiledXml.Manifest().ToArray();

    private static IEnumerable<TestCaseData> Foreign()
    {
        yield return Case("app.apk", ["BundleConfig.pb", "levels/manifest/AndroidManifest.xml"], "'app.apk' is an Android App Bundle without a base module: 'base/manifest/AndroidManifest.xml' is not in it.", "asset packs");
        yield return Case("app.zip", ["base/manifest/AndroidManifest.xml"], "The manifest 'base/manifest/AndroidManifest.xml' in 'app.zip' is broken: the message at byte 0 of it is no protobuf message from byte 0 on.", "bundleRelease");
        yield return Case("app.apk", ["Payload/App.app/Contents/Info.plist"], "The app 'Payload/App.app/' in 'app.apk' is for macOS: its Info.plist is in 'Contents'.", "iOS devices");
        yield return Case("app.apks", ["toc.pb", "splits/base-master.apk"], "The file 'toc.pb' in 'app.apks' is broken: the message at byte 0 of it is no protobuf message from byte 0 on.", "again");
        yield return Case("app.aar", ["AndroidManifest.xml", "classes.jar", "R.txt"], "'app.aar' is an Android library (AAR), which cannot be installed.", "Build the app");
        yield return Case("artifact.zip", ["out/app-release.apk"], "'artifact.zip' is an archive with 'out/app-release.apk' in it, not a package.", "Unpack it");
        yield return Case("artifact.zip", ["out/app-release.aab"], "'artifact.zip' is an archive with 'out/app-release.aab' in it, not a package.", "Unpack it");
        yield return Case("a.jar", ["META-INF/MANIFEST.MF", "a/B.class"], "'a.jar' is a Java archive (JAR), which cannot be installed.", "APK");
        yield return Case("a.apk", ["readme.txt", "x"], "'a.apk' is a zip file, but no app package: it has neither 'AndroidManifest.xml', 'BundleConfig.pb' nor 'Payload/NAME.app'; its first entry is 'readme.txt'.", "APK");
    }

    [TestCaseSource(nameof(Foreign))]
    public void Read_WhenFileIsNoApk_SaysWhatItIs(string file, string[] entries, string headline, string remedy)
    {
        var apk = entries.Aggregate(new TestApk(), (zip, entry) => zip.With(entry, [1, 2, 3]));

        var fault = apk.Fault(file);

        Assert.That(fault.Headline, Is.EqualTo(headline));
        Assert.That(fault.Remedy, Does.Contain(remedy));
    }

    [TestCase("app.aab")]
    [TestCase("app.ipa")]
    [TestCase("no extension")]
    public void Read_WhenExtensionIsAnother_GoesByTheContent(string file) =>
        Assert.That(new TestApk().With(CompiledXml.Manifest()).Read(file).Format, Is.EqualTo(PackageFormat.Apk));

    [Test]
    public void Read_WhenPathIsAFolder_SaysSo()
    {
        using var folder = new TestFolder();

        Assert.That(() => PackageReader.Read(folder.FullPath), Throws.TypeOf<DistributionException>().With.Message.EndsWith("' is a folder."));
    }

    [Test]
    public void Read_WhenFileIsMissing_SaysSo()
    {
        using var folder = new TestFolder();

        Assert.That(() => PackageReader.Read(folder.Combine("gone.apk")), Throws.TypeOf<DistributionException>().With.Message.Contains("does not exist"));
    }

    [Test]
    public void Read_WhenDone_LetsGoOfTheFile()
    {
        using var folder = new TestFolder();
        var path = folder.Write("test.apk", new TestApk().With(CompiledXml.Manifest()).ToArray());

        PackageReader.Read(path);

        Assert.That(() => File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Read_WhenPackageIsTheSample_SaysAllOfIt()
    {
        var info = PackageReader.Read(SampleApk.FullPath);

        Assert.Multiple(() =>
        {
            Assert.That(info.Identifier, Is.EqualTo(SampleApk.Identifier));
            Assert.That(info.VersionName, Is.EqualTo(SampleApk.VersionName));
            Assert.That(info.BuildNumber, Is.EqualTo($"{SampleApk.VersionCode}"));
            Assert.That(info.Label, Is.EqualTo(SampleApk.Label));
            Assert.That(info.MinimumOs, Is.EqualTo($"{SampleApk.MinSdk}"));
            Assert.That(info.TargetSdk, Is.EqualTo($"{SampleApk.TargetSdk}"));
            Assert.That(info.Icon?.EntryName, Is.EqualTo(SampleApk.IconEntry));
            Assert.That(info.Icon?.MediaType, Is.EqualTo("image/png"));
            Assert.That(info.NativeAbis, Is.EqualTo(SampleApk.Abis));
            Assert.That(info.LibrariesBelow16KiB, Is.Empty);
            Assert.That(info.Debuggable, Is.False);
            Assert.That(info.TestOnly, Is.False);
            Assert.That(info.Split, Is.Null);
            Assert.That(info.Signature, Is.SameAs(PackageSignature.None));
        });
    }

    [Test]
    public void Read_WhenPackageIsLarge_ReadsOnlyWhatItNeeds()
    {
        using var folder = new TestFolder();
        var path = folder.Combine("large.apk");
        var noise = new byte[16 << 20];
        new Random(1).NextBytes(noise);
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            Write(zip, "AndroidManifest.xml", Manifest);
            for (var i = 0; i < 25; i++)
            {
                Write(zip, $"assets/video{i}.bin", noise);
            }

            for (var i = 0; i < 20_000; i++)
            {
                Write(zip, $"res/drawable/picture_{i}.bin", [1, 2, 3, 4]);
            }
        }

        PackageReader.Read(path);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var info = PackageReader.Read(path);
        watch.Stop();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        TestContext.Out.WriteLine($"{new FileInfo(path).Length >> 20} MiB, 20026 entries: {watch.Elapsed.TotalMilliseconds:F1} ms, {allocated >> 10} KiB allocated");

        Assert.That(info.Identifier, Is.EqualTo("com.example.app"));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1)));
        Assert.That(allocated, Is.LessThan(32L << 20));
    }

    private static void Write(ZipArchive zip, string name, byte[] data)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        stream.Write(data);
    }

    private static TestCaseData Case(string file, string[] entries, string headline, string remedy) =>
        new TestCaseData(file, entries, headline, remedy).SetArgDisplayNames($"{file} of {entries[0]}");
}
