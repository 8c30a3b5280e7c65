using Cake.Core;

namespace Cake.Frosting.Tests;

public sealed class RunLifetime(Journal journal) : FrostingLifetime
{
    public override void Setup(ICakeContext context, ISetupContext info) => journal.Add("setup:" + info.TargetTask.Name);

    public override void Teardown(ICakeContext context, ITeardownContext info) => journal.Add("teardown:" + (info.ThrownException?.GetType().Name ?? "fine"));
}

public sealed class BrokenSetup(Journal journal) : FrostingSetup<ICakeContext>
{
    public override void Setup(ICakeContext context, ISetupContext info)
    {
        journal.Add("setup");
        throw new CakeException(5, "No setup.");
    }
}

public sealed class TypedTeardown : FrostingTeardown<TestContext1>
{
    public override void Teardown(TestContext1 context, ITeardownContext info) => context.Journal.Add("teardown");
}

public sealed class EachTask(Journal journal) : FrostingTaskLifetime
{
    public override void Setup(ICakeContext context, ITaskSetupContext info) => journal.Add("<" + info.Task.Name);

    public override void Teardown(ICakeContext context, ITaskTeardownContext info) => journal.Add((info.Skipped ? "skipped" : info.Successful ? "done" : "failed") + ">");
}

public sealed class BeforeTask(Journal journal) : FrostingTaskSetup
{
    public override void Setup(ICakeContext context, ITaskSetupContext info) => journal.Add("before");
}

public sealed class AfterTask(Journal journal) : FrostingTaskTeardown
{
    public override void Teardown(ICakeContext context, ITaskTeardownContext info) => journal.Add("then");
}
