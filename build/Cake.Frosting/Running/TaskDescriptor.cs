using System.Reflection;

namespace Cake.Frosting;

/// <summary>What a task class says of itself: by attributes, by what it overrides, by the context that it works on.</summary>
internal sealed class TaskDescriptor
{
    private const BindingFlags DeclaredMethods = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly Type _type;
    private readonly Type? _base;

    public TaskDescriptor(IFrostingTask task)
    {
        _type = task.GetType();
        _base = TaskBase(_type);
    }

    public Type Type => _type;

    public string Name => NameOf(_type);

    public string? Description => _type.GetCustomAttribute<TaskDescriptionAttribute>()?.Description;

    public bool ContinuesOnError => _type.IsDefined(typeof(ContinueOnErrorAttribute), inherit: false);

    public IEnumerable<string> Dependencies => _type.GetCustomAttributes<IsDependentOnAttribute>().Select(attribute => NameOfDependency(attribute.Task));

    public IEnumerable<string> Dependees => _type.GetCustomAttributes<IsDependeeOfAttribute>().Select(attribute => NameOfDependency(attribute.Task));

    /// <summary>The context that the task works on; null when it implements the interface itself.</summary>
    public Type? ContextType => _base?.GetGenericArguments()[0];

    public bool HasWork => Overrides(nameof(FrostingTask.Run)) || Overrides(nameof(AsyncFrostingTask.RunAsync));

    public bool HasCriterion => Overrides(nameof(IFrostingTask.ShouldRun));

    public bool HandlesErrors => Overrides(nameof(IFrostingTask.OnError));

    public bool HasFinally => Overrides(nameof(IFrostingTask.Finally));

    public static string NameOf(Type task) => task.GetCustomAttribute<TaskNameAttribute>()?.Name ?? task.Name;

    private string NameOfDependency(Type task) =>
        typeof(IFrostingTask).IsAssignableFrom(task) ? NameOf(task) : throw FrostingErrors.NotATask(_type, task);

    // Goes by the base's own virtual method and not by the name, so that an overload is not taken for an override.
    private bool Overrides(string method)
    {
        if (_base is null)
        {
            return true;
        }

        var declared = _base.GetMethod(method, DeclaredMethods | BindingFlags.DeclaredOnly);
        return declared is not null
            && Array.Exists(_type.GetMethods(DeclaredMethods), candidate => candidate.DeclaringType != _base && candidate.GetBaseDefinition() == declared);
    }

    // All the way up: a host may put a class of its own between its tasks and ours.
    private static Type? TaskBase(Type task)
    {
        for (var type = task.BaseType; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(FrostingTask<>) || type.GetGenericTypeDefinition() == typeof(AsyncFrostingTask<>)))
            {
                return type;
            }
        }

        return null;
    }
}
