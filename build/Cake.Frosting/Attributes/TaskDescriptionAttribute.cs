namespace Cake.Frosting;

/// <summary>What a task does, in the words that <c>--description</c> shows.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class TaskDescriptionAttribute(string description) : Attribute
{
    public string Description { get; } = description;
}
