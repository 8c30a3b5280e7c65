using System.IO.Compression;
using MobileDist.Testing;

namespace MobileDist.Benchmarks.Tests;

public sealed class BenchmarkIpaTests
{
    private const int Size = 8_000_000;
    private static readonly string Sample = RepositoryRoot.Combine("samples", "ios", "Sample-unsigned.ipa");

    [Test]
    public void Write_WhenSameSeed_SameBytesOfAboutTheSize()
    {
        using var folder = new TestFolder();
        var (first, second) = (folder.Combine("1.ipa"), folder.Combine("2.ipa"));
        BenchmarkIpa.Write(first, Sample, Size, 20);
        BenchmarkIpa.Write(second, Sample, Size, 20);
        var bytes = File.ReadAllBytes(first);
        Assert.That(bytes, Has.Length.InRange(Size * 0.9, Size * 1.1));
        Assert.That(File.ReadAllBytes(second).AsSpan().SequenceEqual(bytes), Is.True);
    }

    [Test]
    public void Write_WhenRead_HasCodeFrameworksAndAssetsThatPackToHalf()
    {
        using var folder = new TestFolder();
        var path = folder.Combine("made.ipa");
        BenchmarkIpa.Write(path, Sample, Size, 20);
        using var zip = ZipFile.OpenRead(path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(zip.GetEntry("Payload/Sample.app/Sample")!.Length, Is.GreaterThan(Size / 10));
            Assert.That(zip.Entries.Count(entry => entry.FullName.Contains(".framework/", StringComparison.Ordinal)), Is.EqualTo(10));
            Assert.That(zip.Entries.Sum(entry => entry.Length), Is.InRange(zip.Entries.Sum(entry => entry.CompressedLength) * 1.7, zip.Entries.Sum(entry => entry.CompressedLength) * 2.3));
        }
    }
}
