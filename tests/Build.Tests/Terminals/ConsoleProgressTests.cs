using Cake.Core.Diagnostics;
using MobileDist.Build.Tests.Distributing;

namespace MobileDist.Build.Tests.Terminals;

public sealed class ConsoleProgressTests
{
    private readonly ManualTime _time = new();
    private readonly SilentLog _log = new();
    private readonly RecordingPlatform _platform = new();

    [SetUp]
    public void ForgetProgress() => _platform.Progress.Clear();

    [Test]
    public void Report_InALog_WritesStartQuartersAndEnd()
    {
        using var recorded = new RecordedTerminal();
        var progress = new ConsoleProgress(recorded.Terminal, _log, _platform, _time);

        for (var percent = 0; percent <= 100; percent += 5)
        {
            progress.Report(Signing(percent * 400_000L));
            _time.Advance(0.5);
        }

        Assert.That(recorded.Output, Is.EqualTo(
            """
            Signing app.apk: 40.0 MB
            Signing app.apk: 25 % (10.0 of 40.0 MB)
            Signing app.apk: 50 % (20.0 of 40.0 MB)
            Signing app.apk: 75 % (30.0 of 40.0 MB)
            Signing app.apk: done, 40.0 MB in 10 s (4.0 MB/s)

            """.ReplaceLineEndings("\n")));
        Assert.That(_platform.Progress, Is.EqualTo(new[] { "10 Signing app.apk", "25 Signing app.apk", "50 Signing app.apk", "75 Signing app.apk", "100 Signing app.apk" }));
    }

    [Test]
    public void Report_WhenItIsOverWithinASecond_WritesNothing()
    {
        using var recorded = new RecordedTerminal();
        var progress = new ConsoleProgress(recorded.Terminal, _log, _platform, _time);

        for (var percent = 0; percent <= 100; percent += 5)
        {
            progress.Report(Signing(percent * 400_000L));
            _time.Advance(0.01);
        }

        Assert.That(recorded.Output, Is.Empty);
    }

    [Test]
    public void Report_WhenItTakesLong_SaysSomethingEveryTenSeconds()
    {
        using var recorded = new RecordedTerminal();
        var progress = new ConsoleProgress(recorded.Terminal, _log, _platform, _time);

        for (var second = 0; second <= 31; second++)
        {
            progress.Report(new WorkProgress("Uploading", second * 10_000, 40_000_000));
            _time.Advance(1);
        }

        Assert.That(recorded.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(4));
    }

    [Test]
    public void Report_WhenTotalIsUnknown_CountsWhatIsDone()
    {
        using var recorded = new RecordedTerminal();
        var progress = new ConsoleProgress(recorded.Terminal, _log, _platform, _time);

        progress.Report(new WorkProgress("Waiting", 0, 0, WorkUnit.Items));
        _time.Advance(11);
        progress.Report(new WorkProgress("Waiting", 3, 0, WorkUnit.Items));

        Assert.That(recorded.Output, Is.EqualTo("Waiting\nWaiting: 3\n"));
    }

    [Test]
    public void Report_OnATerminal_RewritesOneLine()
    {
        using var recorded = new RecordedTerminal(RecordedTerminal.Watched);
        var progress = new ConsoleProgress(recorded.Terminal, _log, _platform, _time);

        progress.Report(Signing(0));
        _time.Advance(2);
        progress.Report(Signing(10_000_000));
        var live = recorded.Output;
        _time.Advance(0.05);
        progress.Report(Signing(20_000_000));
        var unchanged = recorded.Output;
        _time.Advance(1);
        progress.Report(Signing(40_000_000));

        Assert.That(live, Does.EndWith("\rSigning app.apk   25 %  10.0 of 40.0 MB  5.0 MB/s  6.0 s left"));
        Assert.That(live, Does.Not.Contain("\n"));
        Assert.That(unchanged, Is.EqualTo(live));
        Assert.That(recorded.Output, Does.EndWith("\rSigning app.apk: done, 40.0 MB in 3.1 s (13.1 MB/s)\n"));
    }

    [Test]
    public void Report_AfterTheEnd_BeginsAnew()
    {
        using var recorded = new RecordedTerminal();
        var progress = new ConsoleProgress(recorded.Terminal, _log, _platform, _time);

        progress.Report(Signing(1));
        _time.Advance(2);
        progress.Report(Signing(40_000_000));
        progress.Report(Signing(40_000_000));
        progress.Report(Signing(1));
        _time.Advance(2);
        progress.Report(Signing(2));

        Assert.That(recorded.Output, Is.EqualTo("Signing app.apk: done, 40.0 MB in 2.0 s (20.0 MB/s)\nSigning app.apk: 40.0 MB\n"));
    }

    [Test]
    public void Report_WhenQuiet_WritesNothing()
    {
        using var recorded = new RecordedTerminal();
        _log.Verbosity = Verbosity.Quiet;

        new ConsoleProgress(recorded.Terminal, _log, _platform, _time).Report(Signing(40_000_000));

        Assert.That(recorded.Output, Is.Empty);
    }

    [TestCase(999, "999 B")]
    [TestCase(1_500, "1.5 kB")]
    [TestCase(2_500_000_000, "2.5 GB")]
    public void Begun_TakesTheFittingUnit(long bytes, string expected) =>
        Assert.That(ProgressText.Begun(new WorkProgress("A", 0, bytes)), Is.EqualTo("A: " + expected));

    [TestCase(3.25, "3.3 s")]
    [TestCase(59.9, "59 s")]
    [TestCase(125, "2 min 5 s")]
    public void Duration_IsShort(double seconds, string expected) =>
        Assert.That(ProgressText.Duration(TimeSpan.FromSeconds(seconds)), Is.EqualTo(expected));

    private static WorkProgress Signing(long done) => new("Signing app.apk", done, 40_000_000);
}
