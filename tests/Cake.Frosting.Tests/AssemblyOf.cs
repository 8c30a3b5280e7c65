using System.Reflection;

namespace Cake.Frosting.Tests;

/// <summary>An assembly that holds just the given types, so that each test has its own tasks.</summary>
internal sealed class AssemblyOf(params Type[] types) : Assembly
{
    public override Type[] GetTypes() => types;
}
