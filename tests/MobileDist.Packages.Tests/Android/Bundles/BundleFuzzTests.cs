using System.Diagnostics;
using MobileDist.Packages.Android;
using MobileDist.Packages.Android.Bundles;
using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Android.Bundles;

/// <summary>Thousands of ways to break the protobuf files of a real bundle, always the same ones: only our own error comes out, soon and without taking memory.</summary>
public sealed class BundleFuzzTests
{
    [Test]
    public void Manifest_WhenBytesAreBroken_ThrowsOnlyOurError()
    {
        var accepted = Fuzzing.Run(TestApk.Extract(SampleAab.FullPath, SampleAab.BaseManifest), 8000, 1, bytes =>
        {
            var manifest = ManifestReader.Read(new ProtoXmlReader(bytes, Fuzzing.Malformed), Fuzzing.Malformed);
            var resources = new ResourceResolver(manifest.Strings, () => null);
            Array.ForEach([manifest.VersionName, manifest.Label, manifest.MinSdk, manifest.TargetSdk, manifest.VersionCode], value => resources.Text(value));
        });

        Assert.That(accepted, Is.InRange(100, 7900), "both outcomes occur");
    }

    [Test]
    public void Resources_WhenBytesAreBroken_ThrowsOnlyOurError()
    {
        var accepted = Fuzzing.Run(TestApk.Extract(SampleAab.FullPath, "base/resources.pb"), 6000, 2, bytes =>
        {
            var table = ProtoResourceTable.Read(bytes, Fuzzing.Malformed);
            for (var id = 0U; id < 32; id++)
            {
                foreach (var found in table.Find(0x7f000000 | ((id / 4) << 16) | (id % 4)))
                {
                    table.Text(found.Value);
                }
            }
        });

        Assert.That(accepted, Is.InRange(100, 5900), "both outcomes occur");
    }

    [Test]
    public void Contents_WhenBytesAreBroken_ThrowsOnlyOurError()
    {
        using var folder = new TestFolder();
        var toc = TestApk.Extract(SampleApkSet.Make().WriteTo(folder.Combine("set.apks")), "toc.pb");

        Assert.That(Fuzzing.Run(toc, 4000, 3, bytes => ApkSetContents.Read(new ProtoMessage(bytes, Fuzzing.Malformed), Fuzzing.Malformed)), Is.InRange(100, 3900));
    }

    [Test]
    public void Bundle_WhenOneFileInItIsBroken_ThrowsOnlyOurError()
    {
        using var folder = new TestFolder();
        var random = new Random(4);
        string[] names =
        [
            "BundleConfig.pb", SampleAab.BaseManifest, "base/resources.pb", SampleAab.FeatureManifest, "levels/manifest/AndroidManifest.xml", "base/res/mipmap-anydpi-v26/ic_launcher.xml",
        ];
        var originals = names.ToDictionary(name => name, name => TestApk.Extract(SampleAab.FullPath, name), StringComparer.Ordinal);
        var accepted = 0;
        for (var i = 0; i < 1200; i++)
        {
            var broken = names[i % names.Length];
            var zip = names.Aggregate(new TestApk(), (apk, name) => apk.With(name, string.Equals(name, broken, StringComparison.Ordinal) ? Mutation.Of(originals[name], random) : originals[name]));
            accepted += Fuzzing.Accepts(() => PackageReader.Read(folder.Write("test.aab", zip.ToArray())), $"round {i}, {broken}") ? 1 : 0;
        }

        Assert.That(accepted, Is.InRange(100, 1100), "both outcomes occur");
    }

    [Test]
    public void Bundle_WhenBytesAreBroken_ThrowsOnlyOurError()
    {
        using var folder = new TestFolder();
        var whole = File.ReadAllBytes(SampleAab.FullPath);

        Fuzzing.Run(whole, 1500, 5, bytes => PackageReader.Read(folder.Write("test.aab", bytes)));
    }

    [TestCase(65_535, true)]
    [TestCase(65_536, false)]
    public void Manifest_WhenThousandsOfAttributesAskForTimeAndMemory_IsReadSoonOrRefused(int count, bool isRead)
    {
        var attribute = TestBundle.Attribute(AndroidAttribute.VersionName, "x");
        var bytes = TestBundle.Node(TestBundle.Element("manifest", [.. Enumerable.Repeat(attribute, count)]));
        var watch = Stopwatch.StartNew();

        Assert.That(
            () => ManifestReader.Read(new ProtoXmlReader(bytes, Fuzzing.Malformed), Fuzzing.Malformed),
            isRead ? Throws.Nothing : Throws.TypeOf<DistributionException>().With.Message.Contains("more than 65535 attributes"));
        Assert.That(watch.Elapsed, Is.LessThan(Fuzzing.Longest));
    }

    [Test]
    public void Find_WhenAReferenceLeadsBackToALargeResource_DoesNotReadItAgain()
    {
        const uint Id = 0x7f010000;
        var table = ProtoResourceTable.Read(TestBundle.Table(TestBundle.Resource(Id, ("", TestBundle.Reference(Id)))), Fuzzing.Malformed);

        var first = table.Find(Id);

        Assert.That(first, Has.Count.EqualTo(1));
        Assert.That(table.Find(Id), Is.SameAs(first));
        Assert.That(table.Find(Id + 1), Is.Empty);
    }
}
