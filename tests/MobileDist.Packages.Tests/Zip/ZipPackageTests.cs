using System.Text;
using MobileDist.Packages.Zip;
using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Zip;

public sealed class ZipPackageTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Open_WhenEntriesAreStoredAndDeflated_ReadsBoth([Values] bool descriptor, [Values] bool zip64)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("the same line again\n", 5000)));
        using var package = Open(new RawZip { Zip64 = zip64, Comment = "a comment"u8.ToArray() }
            .Add(new RawZipEntry("stored.bin", text) { Descriptor = descriptor, Zip64 = zip64 })
            .Add(new RawZipEntry("deflated.txt", text) { Deflated = true, Descriptor = descriptor, Zip64 = zip64 })
            .Add(new RawZipEntry("unsigned.txt", text) { Deflated = true, Descriptor = descriptor, DescriptorUnsigned = true, Zip64 = zip64 })
            .Add(new RawZipEntry("folder/", [])));

        Assert.That(package.Entries.Select(entry => entry.Name), Is.EqualTo(new[] { "stored.bin", "deflated.txt", "unsigned.txt", "folder/" }));
        Assert.That(package.IsZip64, Is.EqualTo(zip64));
        foreach (var entry in package.Entries.Take(3))
        {
            Assert.That(package.ReadAllBytes(entry, 1 << 20), Is.EqualTo(text), entry.Name);
            Assert.That(entry.HasDataDescriptor, Is.EqualTo(descriptor));
        }

        Assert.That(package.Find("folder/")!.IsDirectory);
        Assert.That(package.ReadAllBytes(package.Find("folder/")!, 10), Is.Empty);
        Assert.That(package.Find("nothing"), Is.Null);
        Assert.That(package.EntriesEnd, Is.EqualTo(package.CentralDirectoryOffset));
    }

    [Test]
    public void Open_WhenEntriesHaveGapsExtrasAndComments_FindsTheData()
    {
        using var package = Open(new RawZip { BeforeDirectory = new byte[100] }
            .Add(new RawZipEntry("a", [1]) { Gap = new byte[77], LocalExtra = [0, 0, 0], CentralExtra = [9, 9, 1, 0, 7], Comment = "x"u8.ToArray() })
            .Add(new RawZipEntry("lib/arm64-v8a/x.so", [2, 3]) { AlignTo = 16384 }));

        Assert.That(package.Find("a")!.LocalHeaderOffset, Is.EqualTo(77));
        Assert.That(package.Find("a")!.DataOffset, Is.EqualTo(77 + 30 + 1 + 3));
        Assert.That(package.Find("lib/arm64-v8a/x.so")!.DataOffset, Is.EqualTo(16384));
        Assert.That(package.CentralDirectoryOffset - package.EntriesEnd, Is.EqualTo(100));
        Assert.That(package.ReadAllBytes(package.Entries[1], 10), Is.EqualTo(new byte[] { 2, 3 }));
    }

    [TestCase("ähm/日本.txt", null, "ähm/日本.txt")]
    [TestCase("", new byte[] { 0x81, 0x62 }, "üb", TestName = "Open_WhenNameIsCodePage437_DecodesIt")]
    [TestCase("", new byte[] { 0xc3, 0xbc }, "ü", TestName = "Open_WhenNameIsUtf8WithoutFlag_DecodesItAsAndroidDoes")]
    public void Open_WhenNameIsNotAscii_DecodesIt(string name, byte[]? raw, string expected)
    {
        using var package = Open(new RawZip().Add(new RawZipEntry(name, [1]) { RawName = raw }));

        Assert.That(package.Entries[0].Name, Is.EqualTo(expected));
    }

    [Test]
    public void Open_WhenThereAre20000Entries_IsQuickAndSmall()
    {
        var zip = new RawZip();
        for (var i = 0; i < 20_000; i++)
        {
            zip.Add(new RawZipEntry($"res/drawable/image_{i:d5}.png", [1, 2, 3]));
        }

        var path = zip.WriteTo(_folder.Combine("many.zip"));
        using (ZipPackage.Open(path))
        {
            // The first one pays for compiling.
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        using var package = ZipPackage.Open(path);
        watch.Stop();

        Assert.That(package.Entries, Has.Count.EqualTo(20_000));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(12 << 20));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)));
        TestContext.Out.WriteLine($"{watch.Elapsed.TotalMilliseconds:f1} ms, {(GC.GetAllocatedBytesForCurrentThread() - before) >> 10} KiB");
    }

    [Test]
    public void OpenRead_WhenReadByManyThreads_GivesEachItsOwnBytes()
    {
        var zip = new RawZip();
        var contents = Enumerable.Range(0, 40).Select(i => Enumerable.Range(0, 20_000).Select(j => (byte)(i * j)).ToArray()).ToArray();
        for (var i = 0; i < contents.Length; i++)
        {
            zip.Add(new RawZipEntry($"{i}", contents[i]) { Deflated = i % 2 == 0 });
        }

        using var package = Open(zip);
        Parallel.For(0, contents.Length, i => Assert.That(package.ReadAllBytes(package.Entries[i], 1 << 20), Is.EqualTo(contents[i])));
    }

    private ZipPackage Open(RawZip zip) => ZipPackage.Open(zip.WriteTo(_folder.Combine("test.zip")));
}
