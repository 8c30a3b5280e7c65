using System.Collections.Immutable;
using MobileDist.Testing;

namespace MobileDist.Benchmarks.Tests;

public sealed class SignReportTests
{
    [Test]
    public void Render_WhenRoundsDiffer_ShowsMediansEndsAndRatiosRoundByRound()
    {
        var result = new SignResult(
            400,
            400_000_000,
            new SigningTask("in.apk", [2, 3]),
            Runs(120, 0.5, 0.4, 0.8),
            Runs(900, 4.0, 4.0, 4.0),
            Runs(null, 0.4, 0.4, 0.4));
        var machine = new MachineDescription("A processor", 2, 23.6, "Debian GNU/Linux 12 (bookworm), X64", ".NET 10.0.1", [("apksigner", "0.9"), ("Java", "openjdk 17")]);
        Approved.Verify("Sign.approved.md", SignReport.Render([result], machine, 3, new DateOnly(2026, 11, 22)));
    }

    [TestCase(new[] { 3.0, 1.0, 2.0 }, 2.0)]
    [TestCase(new[] { 4.0, 1.0, 2.0, 3.0 }, 2.5)]
    [TestCase(new[] { 7.0 }, 7.0)]
    public void Median_WhenOddOrEven_IsTheMiddle(double[] values, double median)
        => Assert.That(Spread.Of(values), Is.EqualTo(new Spread(median, values.Min(), values.Max())));

    private static ImmutableArray<Measurement> Runs(int? mebibytes, params double[] seconds)
        => [.. seconds.Select(second => new Measurement(TimeSpan.FromSeconds(second), mebibytes * 1024L * 1024))];
}
