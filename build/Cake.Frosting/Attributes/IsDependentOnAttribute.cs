namespace Cake.Frosting;

/// <summary>Runs another task before this one.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = true)]
public sealed class IsDependentOnAttribute(Type task) : Attribute
{
    /// <summary>The class of the task to run first.</summary>
    public Type Task { get; } = task;
}
