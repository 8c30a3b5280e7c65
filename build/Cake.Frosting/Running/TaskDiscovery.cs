using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Finds the task classes of the host's assemblies.</summary>
internal sealed class TaskDiscovery
{
    private TaskDiscovery(IReadOnlyList<Type> tasks, IReadOnlyList<Type> unreachable)
    {
        Tasks = tasks;
        Unreachable = unreachable;
    }

    /// <summary>Public task classes: the targets.</summary>
    public IReadOnlyList<Type> Tasks { get; }

    /// <summary>Task classes that would be targets if they were public; worth a warning, because the silence is hard to read.</summary>
    public IReadOnlyList<Type> Unreachable { get; }

    public static TaskDiscovery In(IEnumerable<Assembly> assemblies)
    {
        var classes = assemblies.Distinct().SelectMany(assembly => assembly.GetTypes()).Where(IsTask).ToLookup(type => type.IsVisible);
        return new TaskDiscovery([.. classes[true]], [.. classes[false]]);
    }

    public void Register(IServiceCollection services)
    {
        foreach (var task in Tasks)
        {
            services.AddSingleton(typeof(IFrostingTask), task);
        }
    }

    private static bool IsTask(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && typeof(IFrostingTask).IsAssignableFrom(type);
}
