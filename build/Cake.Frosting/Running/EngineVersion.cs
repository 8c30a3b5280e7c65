using System.Reflection;
using Cake.Cli;
using Cake.Core;

namespace Cake.Frosting;

/// <summary>The version of the engine. Cake's own resolver reads the version of a file that only its tool has.</summary>
internal sealed class EngineVersion : IVersionResolver
{
    private static readonly Assembly Engine = typeof(ICakeEngine).Assembly;

    public string GetVersion() => Engine.GetName().Version?.ToString(3) ?? "unknown";

    public string GetProductVersion() => Engine.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? GetVersion();
}
