using Cake.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests;

public sealed class FailureTests
{
    private readonly Journal _journal = new();

    [TestCase(typeof(Fails), 7, "Error: It is broken.")]
    [TestCase(typeof(FailsTwice), 9, "Error: second")]
    [TestCase(typeof(FailsPlainly), 1, "Error: Plainly broken.")]
    [TestCase(typeof(Rethrows), 8, "Error: Said better.")]
    [TestCase(typeof(TwoHandlers), 1, "has the attribute ContinueOnError and overrides OnError")]
    public void Run_WhenTaskFails_KeepsTheExitCodeAndSaysWhy(Type task, int exitCode, string message)
    {
        var run = Run($"--target={task.Name}", task);

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Output);
        Assert.That(run.Output, Does.Contain(message));
    }

    [Test]
    public void Run_WhenOnErrorDoesNotThrow_TheFailureIsSwallowed()
    {
        Assert.That(Run("--target=Swallows", typeof(Swallows)).ExitCode, Is.Zero);
        Assert.That(_journal.Text, Is.EqualTo("swallowed:It"));
    }

    [Test]
    public void Run_WhenDependenciesSwallowTheirFailures_GoesOn()
    {
        Assert.That(Run("--target=AfterFailures", typeof(AfterFailures), typeof(GoesOn), typeof(Swallows)).ExitCode, Is.Zero);
        Assert.That(_journal.Text, Is.EqualTo("swallowed:It after"));
    }

    [Test]
    public void Run_WhenTaskFails_CallsFinally()
    {
        Assert.That(Run("--target=WithFinally", typeof(WithFinally)).ExitCode, Is.EqualTo(7));
        Assert.That(_journal.Text, Is.EqualTo("finally"));
    }

    [Test]
    public void Unwrap_WhenWrappedSeveralTimes_FindsTheCause()
    {
        var cause = new CakeException(4, "The cause.");
        var wrapped = new CakeReportException(new CakeReport(), "outer", new AggregateException(new AggregateException(cause)));

        Assert.That(RunFailure.Unwrap(wrapped), Is.SameAs(cause));
    }

    [Test]
    public void Unwrap_WhenSeveralFailuresCarryNoCode_KeepsThemTogether()
    {
        var several = new AggregateException(new InvalidOperationException("one"), new CakeException("two"));

        Assert.That(RunFailure.Unwrap(several), Is.SameAs(several));
    }

    [Test]
    public void Unwrap_WhenReportHoldsNothing_KeepsTheWrapper()
    {
        var bare = new CakeReportException("bare");

        Assert.That(RunFailure.Unwrap(bare), Is.SameAs(bare));
    }

    private HostRun Run(string commandLine, params Type[] tasks) =>
        HostRun.Of(commandLine, host => host.ConfigureServices(services => services.AddSingleton(_journal)), tasks);
}
