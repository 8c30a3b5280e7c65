using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.Scripting;

namespace Cake.Frosting;

/// <summary>Tells the engine about the tasks.</summary>
internal sealed class TaskRegistrar(IFrostingContext context, IEnumerable<IFrostingTask> tasks, ICakeLog log)
{
    /// <param name="host">Where to register.</param>
    /// <param name="forTree">
    /// Registers reverse dependencies as plain ones: the engine's tree follows only those, and would leave the task out.
    /// </param>
    public void Register(IScriptHost host, bool forTree)
    {
        var builders = new Dictionary<string, CakeTaskBuilder>(StringComparer.OrdinalIgnoreCase);
        var dependees = new List<(string Task, string Dependee)>();
        foreach (var task in tasks)
        {
            var descriptor = new TaskDescriptor(task);
            if (descriptor.ContextType is { } expected && !expected.IsInstanceOfType(context))
            {
                log.Warning("{0}", FrostingErrors.SkippedForContext(descriptor.Name, expected, context.GetType()));
                continue;
            }

            var builder = host.Task(descriptor.Name);
            builders.Add(descriptor.Name, builder);
            Configure(builder, task, descriptor);
            dependees.AddRange(descriptor.Dependees.Select(dependee => (descriptor.Name, dependee)));
        }

        foreach (var (task, dependee) in dependees)
        {
            if (forTree && builders.TryGetValue(dependee, out var waiting))
            {
                waiting.IsDependentOn(task);
            }
            else
            {
                builders[task].IsDependeeOf(dependee);
            }
        }
    }

    private void Configure(CakeTaskBuilder builder, IFrostingTask task, TaskDescriptor descriptor)
    {
        if (!string.IsNullOrWhiteSpace(descriptor.Description))
        {
            builder.Description(descriptor.Description);
        }

        // A task without work of its own has no action: the report then shows it as one that only delegates.
        if (descriptor.HasWork)
        {
            builder.Does(_ => task.RunAsync(context));
        }

        if (descriptor.HasCriterion)
        {
            builder.WithCriteria(_ => task.ShouldRun(context), task.SkippedMessage);
        }

        ConfigureErrors(builder, task, descriptor);
        if (descriptor.HasFinally)
        {
            builder.Finally(_ => task.Finally(context));
        }

        foreach (var dependency in descriptor.Dependencies)
        {
            builder.IsDependentOn(dependency);
        }
    }

    private void ConfigureErrors(CakeTaskBuilder builder, IFrostingTask task, TaskDescriptor descriptor)
    {
        if (descriptor.ContinuesOnError)
        {
            builder.ContinueOnError();
        }

        // A task that implements the interface itself must have an OnError; beside ContinueOnError it is not the handler then.
        if (!descriptor.HandlesErrors || (descriptor.ContinuesOnError && descriptor.ContextType is null))
        {
            return;
        }

        try
        {
            builder.OnError((exception, _) => task.OnError(exception, context));
        }
        catch (CakeException exception)
        {
            throw FrostingErrors.TwoErrorHandlers(descriptor.Type, exception);
        }
    }
}
