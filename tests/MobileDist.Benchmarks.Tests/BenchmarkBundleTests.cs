using System.Collections.Immutable;
using System.IO.Compression;
using MobileDist.Testing;

namespace MobileDist.Benchmarks.Tests;

public sealed class BenchmarkBundleTests
{
    private const int Size = 3_000_000;

    [Test]
    public void Write_WhenSameSeed_SameBytesOfAboutTheSize()
    {
        using var folder = new TestFolder();
        var (first, second) = (folder.Combine("1.aab"), folder.Combine("2.aab"));
        BenchmarkBundle.Write(first, SampleAab.FullPath, Size, 20);
        BenchmarkBundle.Write(second, SampleAab.FullPath, Size, 20);

        var bytes = File.ReadAllBytes(first);

        Assert.That(bytes, Has.Length.InRange(Size * 0.98, Size * 1.05));
        Assert.That(File.ReadAllBytes(second).AsSpan().SequenceEqual(bytes), Is.True);
    }

    [Test]
    public void Write_WhenRead_IsHalfCodeThatDeflatesToHalf()
    {
        using var folder = new TestFolder();
        var path = folder.Combine("made.aab");
        BenchmarkBundle.Write(path, SampleAab.FullPath, Size, 20);

        using var zip = ZipFile.OpenRead(path);
        var code = zip.Entries.Where(entry => entry.Name.StartsWith("libengine", StringComparison.Ordinal)).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code.Sum(entry => entry.CompressedLength), Is.InRange(Size * 0.4, Size * 0.6));
            Assert.That(code.Sum(entry => entry.Length), Is.InRange(code.Sum(entry => entry.CompressedLength) * 1.6, code.Sum(entry => entry.CompressedLength) * 2.2));
            Assert.That(zip.GetEntry(SampleAab.BaseManifest), Is.Not.Null);
            Assert.That(zip.Entries.Count, Is.GreaterThan(300));
        }
    }

    [Test]
    public void Render_WhenRoundsDiffer_ShowsRatiosRoundByRound()
    {
        var result = new SignResult(400, 400_000_000, new SigningTask("in.aab", [1]), Runs(50, 1.0, 2.0), Runs(80, 10.0, 10.0), Runs(null, 0.5, 0.5));
        var machine = new MachineDescription("A processor", 2, 23.6, "Debian GNU/Linux 12 (bookworm), X64", ".NET 10.0.1", [("jarsigner of Java", "openjdk 17")]);

        var report = AabReport.Render([result], machine, 2, new DateOnly(2026, 11, 22));

        Assert.That(report, Does.Contain("| 400 MB | 1.50 s (1.00–2.00) | 10.00 s (10.00–10.00) | 7.5 (5.0–10.0) | 50 MiB | 80 MiB | 0.50 s (0.50–0.50) | 3.0 (2.0–4.0) |"));
        Assert.That(report, Does.Contain("jarsigner of Java openjdk 17"));
    }

    private static ImmutableArray<Measurement> Runs(int? mebibytes, params double[] seconds)
        => [.. seconds.Select(second => new Measurement(TimeSpan.FromSeconds(second), mebibytes * 1024L * 1024))];
}
