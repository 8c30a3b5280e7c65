using MobileDist.Packages.Zip;
using MobileDist.Signing.Android;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Android;

/// <summary>Bundles beyond the limits of the first zip format.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BundleLayoutTests : BundleTestBase
{
    private static readonly Dictionary<string, byte[]> Nothing = new(StringComparer.Ordinal);

    [Test]
    public void Plan_WhenAnEntryComesToLieBehind4GiB_WritesItsOffsetWide()
    {
        const int Ends = 64 << 10;
        var output = Folder.Combine("output.aab");
        using var package = ZipPackage.Open(WithLargeEntry(uint.MaxValue - 20L));

        // The signature pushes the second entry over the limit. Between both ends of the file there is nothing but zeros.
        var layout = BundleLayout.Plan(package, [new JarFile("META-INF/MANIFEST.MF", new byte[] { 1 })], Nothing);
        var bytes = new byte[Ends];
        using (var file = File.OpenHandle(output, FileMode.Create, FileAccess.Write))
        {
            foreach (var offset in new[] { 0, layout.Entries.Length - Ends })
            {
                layout.Entries.Read(offset, bytes);
                RandomAccess.Write(file, bytes, offset);
            }

            RandomAccess.Write(file, layout.End(), layout.Entries.Length);
        }

        using var written = ZipPackage.Open(output);
        var small = written.Find("base/assets/small.bin")!;
        Assert.That(package.Find("base/assets/small.bin")!.LocalHeaderOffset, Is.LessThan(uint.MaxValue));
        Assert.That(small.LocalHeaderOffset, Is.GreaterThanOrEqualTo(uint.MaxValue));
        Assert.That(written.IsZip64);
        Assert.That(written.ReadAllBytes(small, 10), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    [Category("Peer")]
    public async Task SignAsync_WhenThereAreMoreEntriesThan16BitsCount_JavaAndPythonReadThemAll()
    {
        const int Count = 66_000;
        var python = Peer.Require("python3");
        var jarsigner = Peer.Require("jarsigner");
        var zip = new RawZip { Zip64 = true }.Add("BundleConfig.pb", "x");
        for (var i = 0; i < Count; i++)
        {
            zip.Add($"base/assets/{i}", "x");
        }

        var result = await SignBundleAsync(zip.WriteTo(Folder.Combine("many.aab")), Folder.Combine("signed.aab"));

        Assert.That(python.Run("-c", "import sys, zipfile; print(len(zipfile.ZipFile(sys.argv[1]).namelist()))", result.Output).Succeeded().Trim(), Is.EqualTo($"{Count + 4}"));
        Assert.That(jarsigner.Run("-verify", result.Output).Succeeded(), Does.Contain("jar verified"));
        Assert.That((await VerifyBundleAsync(result.Output)).Findings, Is.Empty);
    }

    private string WithLargeEntry(long end)
    {
        var path = Folder.Combine("large.aab");
        var named = new ZipRecord("base/assets/large.bin");
        var size = end - named.LocalHeaderLength;
        var large = new ZipRecord(named.Name) { CompressedSize = size, UncompressedSize = size };
        var small = new ZipRecord("base/assets/small.bin") { CompressedSize = 3, UncompressedSize = 3, Crc32 = ZipChecksum.Crc32([1, 2, 3]), Offset = large.DataOffset + size };
        var directory = new System.Buffers.ArrayBufferWriter<byte>();
        large.WriteCentralRecord(directory);
        small.WriteCentralRecord(directory);
        var start = small.DataOffset + 3;
        ZipRecord.WriteEnd(directory, 2, start, directory.WrittenCount);
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        foreach (var record in new[] { large, small })
        {
            var header = new byte[record.LocalHeaderLength];
            record.WriteLocalHeader(header);
            RandomAccess.Write(file, header, record.Offset);
        }

        RandomAccess.Write(file, new byte[] { 1, 2, 3 }, small.DataOffset);
        RandomAccess.Write(file, directory.WrittenSpan, start);
        return path;
    }
}
