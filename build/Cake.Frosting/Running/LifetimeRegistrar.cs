using Cake.Core.Scripting;

namespace Cake.Frosting;

/// <summary>Tells the engine what to call before and after the run and each task. Of several registrations the last one counts.</summary>
internal sealed class LifetimeRegistrar(
    IFrostingContext context,
    IEnumerable<IFrostingSetup> setups,
    IEnumerable<IFrostingTeardown> teardowns,
    IEnumerable<IFrostingTaskSetup> taskSetups,
    IEnumerable<IFrostingTaskTeardown> taskTeardowns)
{
    public void Register(IScriptHost host)
    {
        if (setups.LastOrDefault() is { } setup)
        {
            host.Setup(info => setup.Setup(context, info));
        }

        if (teardowns.LastOrDefault() is { } teardown)
        {
            host.Teardown(info => teardown.Teardown(context, info));
        }

        if (taskSetups.LastOrDefault() is { } taskSetup)
        {
            host.TaskSetup(info => taskSetup.Setup(context, info));
        }

        if (taskTeardowns.LastOrDefault() is { } taskTeardown)
        {
            host.TaskTeardown(info => taskTeardown.Teardown(context, info));
        }
    }
}
