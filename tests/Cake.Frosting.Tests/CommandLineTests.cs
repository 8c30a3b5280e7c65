using Cake.Core.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MobileDist.Testing;

namespace Cake.Frosting.Tests;

[NonParallelizable]
public sealed class CommandLineTests
{
    private readonly Journal _journal = new();
    private string _folder = "";

    [SetUp]
    public void RememberFolder() => _folder = Environment.CurrentDirectory;

    [TearDown]
    public void ComeBack() => Environment.CurrentDirectory = _folder;

    [TestCase("--tree")]
    [TestCase("--showtree")]
    public void Run_WhenTree_ShowsDependenciesOfBothKinds(string option)
    {
        var run = Run(option, typeof(DefaultTask), typeof(Work), typeof(Prepare), typeof(Early));

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain("Default").And.Contain("Work").And.Contain("Prepare").And.Contain("Early"));
        Assert.That(_journal.Text, Is.Empty);
    }

    [TestCase("--description")]
    [TestCase("--descriptions")]
    [TestCase("--showdescription")]
    [TestCase("--showdescriptions")]
    public void Run_WhenDescription_ShowsWhatEachTaskSays(string option)
    {
        var run = Run(option, typeof(DefaultTask), typeof(Work), typeof(Prepare));

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain("Does the work.").And.Contain("Gets things ready."));
        Assert.That(_journal.Text, Is.Empty);
    }

    [TestCase("--version")]
    [TestCase("--ver")]
    [TestCase("--info")]
    public void Run_WhenVersionOrInfo_ShowsTheEngineVersionAndRunsNothing(string option)
    {
        var run = Run(option, typeof(DefaultTask), typeof(Work), typeof(Prepare));

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Match(@"[1-9]\d*\.\d+\.\d+"));
        Assert.That(_journal.Text, Is.Empty);
    }

    [TestCase("--verbosity=shouting")]
    [TestCase("--target")]
    [TestCase("nonsense")]
    public void Run_WhenArgumentsCannotBeRead_IsNegative(string commandLine) =>
        Assert.That(Run(commandLine, typeof(DefaultTask), typeof(Work), typeof(Prepare)).ExitCode, Is.Negative);

    [Test]
    public void Run_WithOtherArguments_HandsThemToTheTasks()
    {
        Run("--target=ShowsArguments --colour=blue", typeof(ShowsArguments));

        Assert.That(_journal.Text, Does.StartWith("colour=blue verbosity=Normal"));
    }

    [TestCase("-v diagnostic", Verbosity.Diagnostic)]
    [TestCase("--verbosity=Quiet", Verbosity.Quiet)]
    public void Run_WithVerbosity_SetsTheLog(string option, Verbosity verbosity)
    {
        Run("--target=ShowsArguments " + option, typeof(ShowsArguments));

        Assert.That(_journal.Text, Does.Contain("verbosity=" + verbosity));
    }

    [Test]
    public void Run_WithHostFolder_GoesThere()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.Combine("host"));

        Run("--target=ShowsArguments", host => host.UseWorkingDirectory(folder.Combine("host")), typeof(ShowsArguments));

        Assert.That(_journal.Text, Does.EndWith("folder=host"));
        Environment.CurrentDirectory = _folder;
    }

    [Test]
    public void Run_WithFolderOnTheCommandLine_PrefersIt()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.Combine("asked"));
        Environment.CurrentDirectory = folder.FullPath;

        Run("--target=ShowsArguments --working=asked", host => host.UseWorkingDirectory("/"), typeof(ShowsArguments));

        Assert.That(_journal.Text, Does.EndWith("folder=asked"));
        Environment.CurrentDirectory = _folder;
    }

    [Test]
    public void Run_WhenFolderIsMissing_Fails()
    {
        var run = Run("--target=ShowsArguments --working=not-there", typeof(ShowsArguments));

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("not-there' does not exist"));
    }

    [Test]
    public void Run_WithCakeSettings_TheCommandLineWins()
    {
        Run("--target=ShowsArguments", host => host.SetToolPath("/from/host"), typeof(ShowsArguments));
        Run("--target=ShowsArguments --paths_tools=/from/line", host => host.UseCakeSetting("Paths_Tools", "/from/host"), typeof(ShowsArguments));

        Assert.That(_journal.Text, Does.Contain("tools=/from/host").And.Contain("tools=/from/line"));
    }

    private HostRun Run(string commandLine, params Type[] tasks) => Run(commandLine, _ => { }, tasks);

    private HostRun Run(string commandLine, Action<CakeHost> configure, params Type[] tasks) => HostRun.Of(
        commandLine,
        host =>
        {
            host.ConfigureServices(services => services.AddSingleton(_journal));
            configure(host);
        },
        tasks);
}
