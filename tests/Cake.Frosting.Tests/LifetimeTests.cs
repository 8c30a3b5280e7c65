using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests;

public sealed class LifetimeTests
{
    private readonly Journal _journal = new();

    [Test]
    public void Run_WithLifetimes_CallsThemAroundTheRunAndEachTask()
    {
        Run("--target=Work", host => host.UseLifetime<RunLifetime>().UseTaskLifetime<EachTask>(), typeof(Work), typeof(Prepare));

        Assert.That(_journal.Text, Is.EqualTo("setup:Work <Prepare prepare done> <Work work done> teardown:fine"));
    }

    [Test]
    public void Run_WhenTaskFails_TellsTheTeardowns()
    {
        Run("--target=Fails", host => host.UseLifetime<RunLifetime>().UseTaskLifetime<EachTask>(), typeof(Fails));

        Assert.That(_journal.Text, Is.EqualTo("setup:Fails <Fails failed> teardown:CakeException"));
    }

    [Test]
    public void Run_WhenTaskIsSkipped_TellsTheTaskTeardown()
    {
        Run("--target=AfterUnwilling", host => host.UseTaskLifetime<EachTask>(), typeof(AfterUnwilling), typeof(Unwilling));

        Assert.That(_journal.Text, Is.EqualTo("<Unwilling skipped> <AfterUnwilling after done>"));
    }

    [Test]
    public void Run_WhenSetupFails_RunsNoTaskButTheTeardown()
    {
        var run = Run("--target=Prepare", host => host.UseContext<TestContext1>().UseSetup<BrokenSetup>().UseTeardown<TypedTeardown>(), typeof(Prepare));

        Assert.That(run.ExitCode, Is.EqualTo(5));
        Assert.That(_journal.Text, Is.EqualTo("setup teardown"));
    }

    [Test]
    public void Run_WithSingleTaskHooks_CallsBoth()
    {
        Run("--target=Prepare", host => host.UseTaskSetup<BeforeTask>().UseTaskTeardown<AfterTask>(), typeof(Prepare));

        Assert.That(_journal.Text, Is.EqualTo("before prepare then"));
    }

    [Test]
    public void Run_WhenLifetimeIsForAnotherContext_NamesBoth()
    {
        var run = Run("--target=Prepare", host => host.UseTeardown<TypedTeardown>(), typeof(Prepare));

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("'Cake.Frosting.Tests.TypedTeardown' works on the context 'Cake.Frosting.Tests.TestContext1'"));
    }

    [TestCase("--dryrun")]
    [TestCase("--noop")]
    [TestCase("--whatif")]
    public void Run_WhenDry_CallsSetupAndTeardownButNoTask(string option)
    {
        var run = Run("--target=Work " + option, host => host.UseLifetime<RunLifetime>().UseTaskLifetime<EachTask>(), typeof(Work), typeof(Prepare));

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(_journal.Text, Is.EqualTo("setup:Work teardown:fine"));
        Assert.That(run.Output, Does.Contain("Prepare").And.Contain("Work"));
    }

    private HostRun Run(string commandLine, Action<CakeHost> configure, params Type[] tasks) => HostRun.Of(
        commandLine,
        host =>
        {
            host.ConfigureServices(services => services.AddSingleton(_journal));
            configure(host);
        },
        tasks);
}
