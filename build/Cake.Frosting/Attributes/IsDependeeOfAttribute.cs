namespace Cake.Frosting;

/// <summary>Runs this task before another one: the dependency, declared from its other end.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = true)]
public sealed class IsDependeeOfAttribute(Type task) : Attribute
{
    /// <summary>The class of the task that waits for this one.</summary>
    public Type Task { get; } = task;
}
