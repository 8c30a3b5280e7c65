using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests;

public sealed class TaskRunTests
{
    private readonly Journal _journal = new();

    [Test]
    public void Run_WithoutTarget_RunsDefaultAndItsDependencies()
    {
        var run = Run("", typeof(DefaultTask), typeof(Work), typeof(Prepare));

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(_journal.Text, Is.EqualTo("prepare work"));
        Assert.That(run.Output, Does.Contain("Default").And.Contain("Prepare").And.Contain("Total"));
        Assert.That(run.Output, Does.Not.Contain("\u001b"));
    }

    [Test]
    public void Run_WhenTargetIsNamedInOtherCase_FindsIt()
    {
        Assert.That(Run("-t work", typeof(Work), typeof(Prepare)).ExitCode, Is.Zero);
        Assert.That(_journal.Text, Is.EqualTo("prepare work"));
    }

    [Test]
    public void Run_WithTwoTargets_RunsWhatTheyShareOnce()
    {
        Run("--target=Work --target=Prepare", typeof(Work), typeof(Prepare));

        Assert.That(_journal.Text, Is.EqualTo("prepare work"));
    }

    [TestCase("--exclusive")]
    [TestCase("-e")]
    public void Run_WhenExclusive_LeavesDependenciesOut(string option)
    {
        Run("--target=Work " + option, typeof(Work), typeof(Prepare));

        Assert.That(_journal.Text, Is.EqualTo("work"));
    }

    [Test]
    public void Run_WhenTaskIsDependeeOf_RunsItBefore()
    {
        Run("--target=Work", typeof(Work), typeof(Prepare), typeof(Early));

        Assert.That(_journal.Text, Does.EndWith("work").And.Contain("early"));
    }

    [Test]
    public void Run_WhenTwoTasksHaveOneName_Fails()
    {
        var run = Run("--target=Work", typeof(Work), typeof(WorkAgain));

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("'Work' has already been added"));
    }

    [Test]
    public void Run_WhenTargetIsUnknown_Fails()
    {
        var run = Run("--target=Wrok", typeof(Work), typeof(Prepare));

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("'Wrok' was not found"));
    }

    [Test]
    public void Run_WhenTaskIsInternal_WarnsAndDoesNotKnowIt()
    {
        var run = Run("--target=Hidden", typeof(Hidden), typeof(Prepare));

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("'Cake.Frosting.Tests.Hidden' is not public").And.Contain("'Hidden' was not found"));
    }

    [Test]
    public void Run_WhenDependencyIsSkipped_GoesOn()
    {
        var run = Run("--target=AfterUnwilling", typeof(AfterUnwilling), typeof(Unwilling));

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(_journal.Text, Is.EqualTo("after"));
        Assert.That(run.Output, Does.Contain("There is nothing to do."));
    }

    [Test]
    public void Run_WhenTargetItselfIsSkipped_Fails()
    {
        var run = Run("--target=Unwilling", typeof(Unwilling));

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("Could not reach target 'Unwilling'"));
    }

    [Test]
    public void Run_WhenContextFits_GivesItToTheTask()
    {
        Run("--target=Typed --target=TypedBetween", typeof(Typed), typeof(TypedBetween));

        Assert.That(_journal.Text, Is.EqualTo("typed between"));
    }

    [TestCase(typeof(Typed))]
    [TestCase(typeof(TypedBetween))]
    public void Run_WhenContextDoesNotFit_WarnsAndLeavesTheTaskOut(Type task)
    {
        var run = HostRun.Of($"--target={task.Name}", host => host.UseContext<OtherContext>(), task);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain($"'{task.Name}' is left out: it works on the context 'Cake.Frosting.Tests.TestContext1'"));
        Assert.That(run.Output, Does.Contain($"'{task.Name}' was not found"));
    }

    [Test]
    public void Run_WhenTaskOverloadsRun_CallsTheOverride()
    {
        var run = Run("--target=Overloaded --target=OnlyOverload", typeof(Overloaded), typeof(OnlyOverload));

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(_journal.Text, Is.EqualTo("overload:3"));
    }

    [Test]
    public void Run_WhenTaskImplementsTheInterface_CallsAllOfIt()
    {
        Assert.That(Run("--target=Bare", typeof(Bare)).ExitCode, Is.Zero);
        Assert.That(_journal.Text, Is.EqualTo("bare bare-finally"));
    }

    [Test]
    public void Run_WhenDependencyIsNoTask_SaysSo()
    {
        var run = Run("--target=DependsOnNoTask", typeof(DependsOnNoTask));

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("'Cake.Frosting.Tests.Journal' as a dependency, but that is no task"));
    }

    private HostRun Run(string commandLine, params Type[] tasks) => HostRun.Of(
        commandLine,
        host => host.UseContext<TestContext1>().ConfigureServices(services => services.AddSingleton(_journal)),
        tasks);
}
