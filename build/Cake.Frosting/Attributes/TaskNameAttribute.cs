namespace Cake.Frosting;

/// <summary>Names a task; without it a task is called like its class. Names are unique and case does not count.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class TaskNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
