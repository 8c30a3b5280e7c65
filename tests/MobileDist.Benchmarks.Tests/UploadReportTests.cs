using MobileDist.Testing;

namespace MobileDist.Benchmarks.Tests;

public sealed class UploadReportTests
{
    [Test]
    public void Render_WhenRoundsDiffer_ShowsThroughputSharesAndMemory()
    {
        var machine = new MachineDescription("A processor", 2, 23.6, "Debian GNU/Linux 12 (bookworm), X64", ".NET 10.0.1", [("curl", "7.88.1")]);
        Approved.Verify("Upload.approved.md", UploadReport.Render([Result(56L << 20)], machine, 3, new DateOnly(2026, 11, 22)));
    }

    [Test]
    public void Render_WhenTheSystemTellsNoMemory_ShowsADash()
    {
        var machine = new MachineDescription("A processor", 2, 23.6, "Another", ".NET 10.0.1", []);
        Assert.That(UploadReport.Render([Result(null)], machine, 3, new DateOnly(2026, 11, 22)), Does.Contain("| – | – |"));
    }

    [Test]
    public void Share_WhenOursTakesLonger_IsBelowOne()
    {
        var result = Result(null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Share, Is.EqualTo(new Spread(0.8, 0.5, 1)));
            Assert.That(result.ProgramShare.Median, Is.EqualTo(0.4));
            Assert.That(result.OurThroughput.Median, Is.EqualTo(819.2).Within(0.001));
        }
    }

    private static UploadResult Result(long? peak) => new(
        "A store",
        "`curl -T FILE`",
        1L << 30,
        [Run(2.5, peak), Run(2.5, peak), Run(2.5, peak)],
        [1.25, 2, 1],
        [Run(1, peak), Run(1, peak), Run(1, peak)]);

    private static Measurement Run(double seconds, long? peak) => new(TimeSpan.FromSeconds(seconds), peak);
}
