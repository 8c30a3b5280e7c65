namespace Cake.Frosting;

/// <summary>Lets the run go on when this task fails. A task has either this or an <c>OnError</c> of its own, never both.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class ContinueOnErrorAttribute : Attribute;
