using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;
using MobileDist.Testing;

namespace MobileDist.Build.Tests.Hosting;

public sealed class BuildHostTests
{
    private readonly List<RecordedTerminal> _terminals = [];

    [TearDown]
    public void Close() => _terminals.ForEach(terminal => terminal.Dispose());

    [Test]
    public void Run_WhenAllGoesWell_ReturnsZeroAndTheLastLineIsLast()
    {
        var run = Run("--target=Counts");

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(run.Output, Does.EndWith("\n3 passed, 0 failed\n"));
        Assert.That(run.Output, Does.Contain("Counts"));
        Assert.That(run.Output, Does.Not.Contain("\u001b"));
        Assert.That(run.Error, Is.Empty);
    }

    [Test]
    public void Run_WhenTaskFindsFaults_PrintsThemOnceAndReturnsTheirCode()
    {
        var run = Run("--target=Unfit");

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain("error: The package 'a.apk' is no zip file.\n  file: a.apk\n  next: Build it again.\n"));
        Assert.That(Occurrences(run.Output + run.Error, "is no zip file"), Is.EqualTo(1));
        Assert.That(run.Error, Does.Not.Contain("   at "));
    }

    [Test]
    public void Run_WhenTaskHasABug_ShowsTheStackTraceAndAsksForAReport()
    {
        var run = Run("--target=Buggy");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("   at ").And.Contain(HostFaults.ReportBug));
    }

    [Test]
    public void Run_WhenTaskThrowsCakesException_KeepsItsCode()
    {
        var run = Run("--target=Coded");

        Assert.That(run.ExitCode, Is.EqualTo(42));
        Assert.That(run.Error, Does.Contain("error: The tool said no."));
        Assert.That(run.Error, Does.Not.Contain("   at "));
    }

    [Test]
    public void Run_WhenCancelled_SaysSoAndReturns130()
    {
        var run = Run("--target=CancelsItself");

        Assert.That(run.ExitCode, Is.EqualTo(130));
        Assert.That(run.Error, Does.EndWith("cancelled\n"));
        Assert.That(run.Error, Does.Not.Contain("   at "));
    }

    [Test]
    public void Run_WhenOperationIsCancelledThoughNobodyAsked_IsABug() =>
        Assert.That(Run("--target=TimesOut").ExitCode, Is.EqualTo(1));

    [Test]
    public void Run_WhenTargetIsUnknown_StartsNothingAndReturnsTwo()
    {
        var run = Run("--target=Cuonts");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error, Does.Contain("There is no target 'Cuonts'.").And.Contain("Did you mean 'Counts'?"));
    }

    [Test]
    public void Run_WhenTargetIsSkipped_FailsWithTheReason()
    {
        var run = Run("--target=Skipped");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("Could not reach target 'Skipped'"));
    }

    [Test]
    public void Run_WhenTaskWritesASecret_MasksItEverywhere()
    {
        var run = Run("--target=Leaks --verbosity=diagnostic");

        Assert.That(run.Output + run.Error, Does.Contain("log ***").And.Contain("out ***").And.Contain("error: thrown ***"));
        Assert.That(run.Output + run.Error, Does.Not.Contain("hunter22"));
    }

    [Test]
    public void Run_WithReleases_PrintsTheTableAfterTheReport()
    {
        var run = Run("--target=Releases");

        Assert.That(run.Output.IndexOf("https://example.org/i/1", StringComparison.Ordinal), Is.GreaterThan(run.Output.IndexOf("Total", StringComparison.Ordinal)));
    }

    [TestCase("--help")]
    [TestCase("-h")]
    public void Run_WhenAskedForHelp_ShowsTheArgumentsOfTheTasksToo(string line)
    {
        var run = Run(line);

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Contain("--package=VALUE").And.Contain("    --fresh ").And.Contain("ANDROID_KEYSTORE_PASSWORD"));
        Assert.That(run.Output, Does.Not.Contain("--keystore-password"), "A secret is no argument.");
        Assert.That(run.Output.Split('\n'), Has.All.Length.LessThanOrEqualTo(80));
    }

    [Test]
    public void Run_WhenDry_RunsNoTask() => Assert.That(Run("--target=Buggy --dryrun").ExitCode, Is.Zero);

    [Test]
    public void Run_WhenQuiet_PrintsNoBanners() => Assert.That(Run("--target=Unfit --verbosity=quiet").Output, Does.Not.Contain("═══"));

    [Test]
    public void Run_FindsTheRepositoryAndWhatIsPassedThrough()
    {
        var run = new BuildHostRun(["--target=Facts", "--colour=a", "--settings_x=b", "--", "--one", "two three"], _terminals, allowUnknown: true);

        Assert.That(run.Output, Does.Contain($"root {RepositoryRoot.FullPath}").And.Contain("passed --one|two three"));
    }

    private BuildHostRun Run(string line) => new(line.Split(' '), _terminals);

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    private sealed class BuildHostRun
    {
        private static readonly Type[] Tasks =
        [
            typeof(Counts), typeof(Unfit), typeof(Buggy), typeof(Coded), typeof(CancelsItself), typeof(TimesOut), typeof(Skipped), typeof(Leaks), typeof(Releases), typeof(Facts),
        ];

        public BuildHostRun(string[] arguments, List<RecordedTerminal> terminals, bool allowUnknown = false)
        {
            RecordedTerminal? recorded = null;
            var host = new BuildHost(
                [.. arguments.Where(argument => !allowUnknown || !argument.StartsWith("--colour", StringComparison.Ordinal))],
                redactor =>
                {
                    recorded = new RecordedTerminal(redactor: redactor);
                    terminals.Add(recorded);
                    return recorded.Terminal;
                },
                [.. Tasks.Select(task => task.Name)],
                new HostEnvironment(new Dictionary<string, string>(StringComparer.Ordinal)));
            ExitCode = host.Run(cake => cake.AddAssembly(new AssemblyOf(Tasks)).UseContext<BuildContext>().UseTeardown<BuildTeardown>());
            Output = recorded!.Output;
            Error = recorded.Error;
        }

        public int ExitCode { get; }

        public string Output { get; }

        public string Error { get; }
    }

    private sealed class AssemblyOf(params Type[] types) : System.Reflection.Assembly
    {
        public override Type[] GetTypes() => types;
    }

    public sealed class Counts(RunOutcome outcome) : FrostingTask<BuildContext>
    {
        public override void Run(BuildContext context) => outcome.LastLine = new TestTotals(3, 0, 0).ToString();
    }

    public sealed class Unfit : FrostingTask<BuildContext>
    {
        public override void Run(BuildContext context) =>
            throw new DistributionException(MobileDist.ExitCode.Unfit, new Fault("The package 'a.apk' is no zip file.", "Build it again.").With("file", "a.apk"));
    }

    public sealed class Buggy : FrostingTask<BuildContext>
    {
        public override void Run(BuildContext context) => throw new InvalidOperationException("Cannot happen.");
    }

    public sealed class Coded : FrostingTask<BuildContext>
    {
        public override void Run(BuildContext context) => throw new AggregateException(new CakeException(42, "The tool said no."));
    }

    public sealed class CancelsItself(Cancellation cancellation, Terminal terminal) : AsyncFrostingTask<BuildContext>
    {
        public override async Task RunAsync(BuildContext context)
        {
            cancellation.Request(terminal);
            await Task.Delay(TimeSpan.FromMinutes(1), context.Cancellation);
        }
    }

    public sealed class TimesOut : FrostingTask<BuildContext>
    {
        public override void Run(BuildContext context) => throw new TaskCanceledException("The request timed out.");
    }

    public sealed class Skipped : FrostingTask<BuildContext>
    {
        public override bool ShouldRun(BuildContext context) => false;
    }

    public sealed class Leaks(Redactor redactor, Terminal terminal) : FrostingTask<BuildContext>
    {
        public override void Run(BuildContext context)
        {
            redactor.Register(new Secret("hunter22"));
            context.Log.Write(Verbosity.Normal, LogLevel.Information, "{0}", "log hunter22");
            terminal.Out.WriteLine("out hunter22");
            throw new CakeException("thrown hunter22");
        }
    }

    public sealed class Releases(RunOutcome outcome) : FrostingTask<BuildContext>
    {
        public override void Run(BuildContext context) => outcome.Add(new ReleaseRow("Tiny", "Android", "1.0 (7)", "published", "out/tiny.apk", "https://example.org/i/1"));
    }

    public sealed class Facts(Terminal terminal) : FrostingTask<BuildContext>
    {
        public override void Run(BuildContext context)
        {
            terminal.Out.WriteLine("root " + context.RepositoryFolder);
            terminal.Out.WriteLine("passed " + string.Join('|', context.PassedThrough));
        }
    }
}
