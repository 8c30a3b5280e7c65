using MobileDist.Packages.Android.Bundles;
using MobileDist.Packages.Zip;
using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Android.Bundles;

public sealed class ApkSetReaderTests
{
    [Test]
    public void Read_WhenSetIsWhole_SaysWhatItsAppAndItsContentsSay()
    {
        var info = Read(SampleApkSet.Make(paths: ["splits/base-de.apk", SampleApkSet.Master, SampleApkSet.Standalone]));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((info.Format, info.Identifier, info.BuildNumber, info.Label), Is.EqualTo((PackageFormat.ApkSet, SampleApk.Identifier, $"{SampleApk.VersionCode}", SampleApk.Label)));
            Assert.That(info.Bundle!.Apks, Is.EqualTo(new[] { "splits/base-de.apk", SampleApkSet.Master, SampleApkSet.Standalone }));
            Assert.That(info.Bundle.BundletoolVersion, Is.EqualTo(SampleAab.BundletoolVersion));
            Assert.That(info.Bundle.Modules, Is.EqualTo(new[]
            {
                new BundleModule("base", BundleModuleKind.Base, BundleDelivery.InstallTime), new BundleModule("levels", BundleModuleKind.AssetPack, BundleDelivery.FastFollow),
            }));
        }
    }

    [Test]
    public void Read_WhenDone_LeavesNothingInTheTemporaryFolder()
    {
        var before = Directory.GetDirectories(Path.GetTempPath(), "mobiledist-*").ToHashSet(StringComparer.Ordinal);

        Read(SampleApkSet.Make());

        Assert.That(Directory.GetDirectories(Path.GetTempPath(), "mobiledist-*").Where(folder => !before.Contains(folder) && File.Exists(Path.Combine(folder, "base-master.apk"))), Is.Empty);
    }

    [Test]
    public void Read_WhenTheSetHoldsLessThanItNames_NamesWhatIsMissing() => Assert.That(
        Fault(SampleApkSet.Make(held: [SampleApkSet.Master])).Headline,
        Is.EqualTo($"The APK set 'test.apks' names the APK '{SampleApkSet.Standalone}' in its table of contents 'toc.pb', and does not hold it."));

    [Test]
    public void Read_WhenNoApkHasTheBase_SaysSo() =>
        Assert.That(Fault(SampleApkSet.Make(paths: ["splits/base-de.apk"])).Headline, Does.StartWith("The APK set 'test.apks' names no APK with the app's base module"));

    [TestCase(1000, true)]
    [TestCase(1001, false)]
    public void ReadContents_WhenItNamesThousandsOfModules_Refuses(int count, bool isRead)
    {
        var toc = Enumerable.Range(0, count).Aggregate(new ProtoBytes(), (written, number) => written.Message(3, new ProtoBytes().Message(1, new ProtoBytes().Text(1, $"m{number}"))));
        using var folder = new TestFolder();
        using var set = ZipPackage.Open(new RawZip().Add(new RawZipEntry("toc.pb", toc.ToArray())).WriteTo(folder.Combine("test.apks")));

        Assert.That(() => ApkSetReader.ReadContents(set), isRead ? Throws.Nothing : Throws.TypeOf<DistributionException>().With.Message.Contains("it names more than 1000 modules"));
    }

    [Test]
    public void Read_WhenContentsAndApkDisagree_SaysSo() =>
        Assert.That(Fault(SampleApkSet.Make("com.example.other")).Headline, Does.Contain($"'{SampleApk.Identifier}'").And.Contain("'com.example.other'"));

    [Test]
    public void Apks_WhenTheSetHoldsMoreThanItNames_GivesThoseTooInTheOrderOfTheEntries()
    {
        using var folder = new TestFolder();
        var path = SampleApkSet.Make(paths: [SampleApkSet.Standalone]).Add("extra/more.APK", "x").Add("notes.txt", "x").WriteTo(folder.Combine("test.apks"));
        using var set = ZipPackage.Open(path);

        Assert.That(ApkSetReader.Apks(set).Select(apk => apk.Name), Is.EqualTo(new[] { SampleApkSet.Standalone, "extra/more.APK" }));
    }

    [Test]
    public void Apks_WhenThereIsNoTableOfContents_SaysSo()
    {
        using var apk = ZipPackage.Open(SampleApk.FullPath);

        var error = Assert.Throws<DistributionException>(() => ApkSetReader.Apks(apk))!;

        Assert.That(error.Message, Does.Contain("has no table of contents 'toc.pb'"));
    }

    [TestCase("splits/a:b*c.apk", "a_b_c.apk")]
    [TestCase("splits/ä.apk", "_.apk")]
    [TestCase("base-master.apk", "base-master.apk")]
    [TestCase("splits/con.apk", "part.apk")]
    public void UnpackedApk_WhenNamedInAnyWay_IsAFileThatEverySystemTakes(string entry, string name)
    {
        using var folder = new TestFolder();
        using var set = ZipPackage.Open(SampleApkSet.Make(paths: [entry]).WriteTo(folder.Combine("test.apks")));
        string path;
        using (var apk = UnpackedApk.Of(set, set.Find(entry)!, CancellationToken.None))
        {
            path = apk.FullPath;
            Assert.That(Path.GetFileName(path), Is.EqualTo(name));
            Assert.That(File.ReadAllBytes(path), Is.EqualTo(File.ReadAllBytes(SampleApk.FullPath)));
        }

        Assert.That(Directory.Exists(Path.GetDirectoryName(path)), Is.False);
    }

    private static PackageInfo Read(RawZip set)
    {
        using var folder = new TestFolder();
        return PackageReader.Read(set.WriteTo(folder.Combine("test.apks")));
    }

    private static Fault Fault(RawZip set)
    {
        var error = Assert.Throws<DistributionException>(() => Read(set))!;
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
        return error.Faults.Single();
    }
}
