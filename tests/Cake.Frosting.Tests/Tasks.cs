using Cake.Core;

namespace Cake.Frosting.Tests;

public sealed class TestContext1(ICakeContext context, Journal journal) : FrostingContext(context)
{
    public Journal Journal { get; } = journal;
}

public sealed class OtherContext(ICakeContext context) : FrostingContext(context);

[TaskDescription("Gets things ready.")]
public sealed class Prepare(Journal journal) : FrostingTask
{
    public override void Run(ICakeContext context) => journal.Add("prepare");
}

[IsDependentOn(typeof(Prepare))]
[TaskDescription("Does the work.")]
public sealed class Work(Journal journal) : AsyncFrostingTask
{
    public override async Task RunAsync(ICakeContext context)
    {
        await Task.Yield();
        journal.Add("work");
    }
}

[TaskName("Default")]
[IsDependentOn(typeof(Work))]
public sealed class DefaultTask : FrostingTask;

[IsDependeeOf(typeof(Work))]
public sealed class Early(Journal journal) : FrostingTask
{
    public override void Run(ICakeContext context) => journal.Add("early");
}

[TaskName("Work")]
public sealed class WorkAgain : FrostingTask;

public sealed class Fails : FrostingTask
{
    public override void Run(ICakeContext context) => throw new CakeException(7, "It is broken.");
}

public sealed class FailsTwice : AsyncFrostingTask
{
    public override Task RunAsync(ICakeContext context) =>
        throw new AggregateException(new InvalidOperationException("first"), new CakeException(9, "second"));
}

public sealed class FailsPlainly : FrostingTask
{
    public override void Run(ICakeContext context) => throw new InvalidOperationException("Plainly broken.");
}

public sealed class Swallows(Journal journal) : FrostingTask
{
    public override void Run(ICakeContext context) => throw new CakeException(7, "It is broken.");

    public override void OnError(Exception exception, ICakeContext context) => journal.Add("swallowed:" + exception.Message.Split(' ')[0]);
}

public sealed class Rethrows : FrostingTask
{
    public override void Run(ICakeContext context) => throw new InvalidOperationException("It is broken.");

    public override void OnError(Exception exception, ICakeContext context) => throw new CakeException(8, "Said better.");
}

[ContinueOnError]
public sealed class GoesOn : FrostingTask
{
    public override void Run(ICakeContext context) => throw new CakeException(7, "It is broken.");
}

[IsDependentOn(typeof(GoesOn))]
[IsDependentOn(typeof(Swallows))]
public sealed class AfterFailures(Journal journal) : FrostingTask
{
    public override void Run(ICakeContext context) => journal.Add("after");
}

[ContinueOnError]
public sealed class TwoHandlers : FrostingTask
{
    public override void OnError(Exception exception, ICakeContext context)
    {
    }
}

public sealed class WithFinally(Journal journal) : FrostingTask
{
    public override void Run(ICakeContext context) => throw new CakeException(7, "It is broken.");

    public override void Finally(ICakeContext context) => journal.Add("finally");
}

public sealed class Unwilling(Journal journal) : FrostingTask, IFrostingTask
{
    public string SkippedMessage => "There is nothing to do.";

    public override bool ShouldRun(ICakeContext context) => false;

    public override void Run(ICakeContext context) => journal.Add("never");
}

[IsDependentOn(typeof(Unwilling))]
public sealed class AfterUnwilling(Journal journal) : FrostingTask
{
    public override void Run(ICakeContext context) => journal.Add("after");
}

public sealed class Typed : FrostingTask<TestContext1>
{
    public override void Run(TestContext1 context) => context.Journal.Add("typed");
}

public abstract class BetweenTask<TContext> : FrostingTask<TContext>
    where TContext : ICakeContext;

public sealed class TypedBetween : BetweenTask<TestContext1>
{
    public override void Run(TestContext1 context) => context.Journal.Add("between");
}

public sealed class Overloaded(Journal journal) : FrostingTask
{
    public override void Run(ICakeContext context) => Run(3);

    public void Run(int times) => journal.Add("overload:" + times);
}

public sealed class OnlyOverload : FrostingTask
{
    public void Run(int times) => throw new NotSupportedException(times.ToString());
}

public sealed class Bare(Journal journal) : IFrostingTask
{
    public Task RunAsync(ICakeContext context)
    {
        journal.Add("bare");
        return Task.CompletedTask;
    }

    public bool ShouldRun(ICakeContext context) => true;

    public void OnError(Exception exception, ICakeContext context) => throw exception;

    public void Finally(ICakeContext context) => journal.Add("bare-finally");
}

[IsDependentOn(typeof(Journal))]
public sealed class DependsOnNoTask : FrostingTask;

public sealed class ShowsArguments(Journal journal) : FrostingTask
{
    public override void Run(ICakeContext context)
    {
        journal.Add("colour=" + context.Arguments.GetArguments("colour").SingleOrDefault());
        journal.Add("verbosity=" + context.Log.Verbosity);
        journal.Add("tools=" + context.Configuration.GetValue("Paths_Tools"));
        journal.Add("folder=" + context.Environment.WorkingDirectory.GetDirectoryName());
    }
}

internal sealed class Hidden : FrostingTask;
