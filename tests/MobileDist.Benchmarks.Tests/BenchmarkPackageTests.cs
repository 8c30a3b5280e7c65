using System.IO.Compression;
using MobileDist.Testing;

namespace MobileDist.Benchmarks.Tests;

public sealed class BenchmarkPackageTests
{
    private const int Size = 3_000_000;

    [Test]
    public void Write_WhenSameSeed_SameBytes()
    {
        using var folder = new TestFolder();
        var (first, second, other) = (folder.Combine("1.apk"), folder.Combine("2.apk"), folder.Combine("3.apk"));
        BenchmarkPackage.Write(first, SampleApk.FullPath, Size, 20);
        BenchmarkPackage.Write(second, SampleApk.FullPath, Size, 20);
        BenchmarkPackage.Write(other, SampleApk.FullPath, Size, 21);
        var bytes = File.ReadAllBytes(first);
        Assert.That(bytes, Has.Length.InRange(Size * 0.98, Size * 1.02));
        Assert.That(File.ReadAllBytes(second).AsSpan().SequenceEqual(bytes), Is.True);
        Assert.That(File.ReadAllBytes(other).AsSpan().SequenceEqual(bytes), Is.False);
    }

    [Test]
    public void Write_WhenRead_StoresWhatDoesNotCompressAndDeflatesTheRest()
    {
        using var folder = new TestFolder();
        var path = folder.Combine("made.apk");
        BenchmarkPackage.Write(path, SampleApk.FullPath, Size, 20);
        using var zip = ZipFile.OpenRead(path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(zip.Entries.Where(entry => entry.Name.EndsWith(".so", StringComparison.Ordinal)), Is.Not.Empty.And.All.Matches<ZipArchiveEntry>(IsStored));
            Assert.That(zip.Entries.Where(entry => entry.FullName.StartsWith("assets/", StringComparison.Ordinal)), Is.Not.Empty.And.All.Matches<ZipArchiveEntry>(IsStored));
            Assert.That(zip.GetEntry("resources.arsc"), Is.Not.Null.And.Matches<ZipArchiveEntry>(IsStored));
            Assert.That(zip.GetEntry("AndroidManifest.xml"), Is.Not.Null.And.Not.Matches<ZipArchiveEntry>(IsStored));
            Assert.That(zip.Entries.Count(entry => !IsStored(entry)), Is.GreaterThan(300));
        }
    }

    private static bool IsStored(ZipArchiveEntry entry) => entry.CompressedLength == entry.Length;
}
