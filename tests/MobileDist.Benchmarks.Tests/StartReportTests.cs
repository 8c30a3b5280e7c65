using MobileDist.Testing;

namespace MobileDist.Benchmarks.Tests;

public sealed class StartReportTests
{
    [Test]
    public void Render_WhenRoundsDiffer_ShowsMedianEndsAndTarget()
    {
        var machine = new MachineDescription("A processor", 2, 23.6, "Debian GNU/Linux 12 (bookworm), X64", ".NET 10.0.1", [("Node", "v24.0.0")]);
        Approved.Verify("Start.approved.md", StartReport.Render([0.9, 0.7, 0.8], machine, new DateOnly(2026, 11, 22)));
    }
}
