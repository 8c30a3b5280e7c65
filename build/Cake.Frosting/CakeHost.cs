using System.Reflection;
using Cake.Cli;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Modules;
using Cake.DotNetTool.Module;
using Cake.NuGet;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spectre.Console.Cli;

namespace Cake.Frosting;

/// <summary>
/// A build program: finds the tasks, reads the command line, runs the engine. What is registered with
/// <see cref="ConfigureServices"/> goes over the host's own services of the same type.
/// </summary>
public sealed class CakeHost
{
    private readonly ServiceCollection _services = new();
    private readonly List<Assembly> _assemblies = [];

    public CakeHost()
    {
        AddEngine(_services);
        if (Assembly.GetEntryAssembly() is { } entry)
        {
            _assemblies.Add(entry);
        }
    }

    /// <summary>A new host, for those who like to begin a chain with a method.</summary>
    public static CakeHost Create() => new();

    /// <summary>Looks for tasks in another assembly too.</summary>
    public CakeHost AddAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        _assemblies.Add(assembly);
        return this;
    }

    /// <summary>Registers services; the last registration of a type counts.</summary>
    public CakeHost ConfigureServices(Action<IServiceCollection> services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services(_services);
        return this;
    }

    /// <summary>Runs the targets that the arguments name.</summary>
    /// <returns>
    /// 0; or the exit code of the <see cref="CakeException"/> that ended the run; or 1 for any other exception; or a
    /// negative number when the arguments could not be read.
    /// </returns>
    public int Run(IEnumerable<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var discovery = TaskDiscovery.In(_assemblies);
        discovery.Register(_services);

        var registrar = new TypeRegistrar();
        registrar.RegisterInstance(typeof(IServiceCollection), _services);
        registrar.RegisterInstance(typeof(TaskDiscovery), discovery);
        var app = new CommandApp<FrostingCommand>(registrar);
        app.Configure(configuration => configuration.SetApplicationName(Assembly.GetEntryAssembly()?.GetName().Name ?? "Build"));
        return app.Run(args);
    }

    private static void AddEngine(ServiceCollection services)
    {
        Cli.ServiceCollectionExtensions.UseModule<CoreModule>(services);
        Cli.ServiceCollectionExtensions.UseModule<NuGetModule>(services);
        Cli.ServiceCollectionExtensions.UseModule<DotNetToolModule>(services);
        Cli.ServiceCollectionExtensions.AddCakeDiagnostics(services);

        services.AddSingleton<ICakeConfiguration, HostConfiguration>();
        services.AddSingleton<IVersionResolver, EngineVersion>();
        services.AddSingleton<ICakeVersionFeature, VersionFeature>();
        services.AddSingleton<ICakeInfoFeature, InfoFeature>();
        services.AddSingleton<BuildScriptHost<IFrostingContext>>();
        services.AddSingleton<DryRunScriptHost<IFrostingContext>>();
        services.AddSingleton<TreeScriptHost>();
        services.AddSingleton<DescriptionScriptHost>();
        services.AddSingleton<TaskRegistrar>();
        services.AddSingleton<LifetimeRegistrar>();
        services.TryAddSingleton<FrostingContext>();
        services.AddSingleton<IFrostingContext>(provider => provider.GetRequiredService<FrostingContext>());
    }
}
