using Cake.Core.Composition;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cake.Frosting;

/// <summary>What a host can be given, on its services: for an <see cref="IFrostingStartup"/> or <see cref="CakeHost.ConfigureServices"/>.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>The context that tasks and lifetimes are given.</summary>
    public static IServiceCollection UseContext<TContext>(this IServiceCollection services)
        where TContext : class, IFrostingContext => services.Shared<TContext>().Forward<IFrostingContext, TContext>();

    /// <summary>One instance for before and after the whole run.</summary>
    public static IServiceCollection UseLifetime<TLifetime>(this IServiceCollection services)
        where TLifetime : class, IFrostingLifetime => services.Shared<TLifetime>()
            .Forward<IFrostingLifetime, TLifetime>()
            .Forward<IFrostingSetup, TLifetime>()
            .Forward<IFrostingTeardown, TLifetime>();

    /// <summary>Called before the first task.</summary>
    public static IServiceCollection UseSetup<TSetup>(this IServiceCollection services)
        where TSetup : class, IFrostingSetup => services.Shared<TSetup>().Forward<IFrostingSetup, TSetup>();

    /// <summary>Called after the last task.</summary>
    public static IServiceCollection UseTeardown<TTeardown>(this IServiceCollection services)
        where TTeardown : class, IFrostingTeardown => services.Shared<TTeardown>().Forward<IFrostingTeardown, TTeardown>();

    /// <summary>One instance for before and after each task.</summary>
    public static IServiceCollection UseTaskLifetime<TLifetime>(this IServiceCollection services)
        where TLifetime : class, IFrostingTaskLifetime => services.Shared<TLifetime>()
            .Forward<IFrostingTaskLifetime, TLifetime>()
            .Forward<IFrostingTaskSetup, TLifetime>()
            .Forward<IFrostingTaskTeardown, TLifetime>();

    /// <summary>Called before each task.</summary>
    public static IServiceCollection UseTaskSetup<TSetup>(this IServiceCollection services)
        where TSetup : class, IFrostingTaskSetup => services.Shared<TSetup>().Forward<IFrostingTaskSetup, TSetup>();

    /// <summary>Called after each task.</summary>
    public static IServiceCollection UseTaskTeardown<TTeardown>(this IServiceCollection services)
        where TTeardown : class, IFrostingTaskTeardown => services.Shared<TTeardown>().Forward<IFrostingTaskTeardown, TTeardown>();

    /// <summary>Takes over what a Cake module registers.</summary>
    public static IServiceCollection UseModule<TModule>(this IServiceCollection services)
        where TModule : class, ICakeModule, new() => Cli.ServiceCollectionExtensions.UseModule(services, new TModule());

    /// <summary>One more way to install packages.</summary>
    public static IServiceCollection UsePackageInstaller<TPackageInstaller>(this IServiceCollection services)
        where TPackageInstaller : class, IPackageInstaller => services.AddSingleton<IPackageInstaller, TPackageInstaller>();

    /// <summary>Installs a tool before the first task: <c>dotnet:?package=NAME&amp;version=VERSION</c>.</summary>
    public static IServiceCollection UseTool(this IServiceCollection services, Uri uri) => services.AddSingleton(new PackageReference(uri));

    /// <summary>Where the run starts when <c>--working</c> does not say otherwise.</summary>
    public static IServiceCollection UseWorkingDirectory(this IServiceCollection services, DirectoryPath path) => services.AddSingleton(new HostWorkingDirectory(path));

    /// <summary>A setting for Cake's own configuration.</summary>
    public static IServiceCollection UseCakeSetting(this IServiceCollection services, string key, string value) => services.AddSingleton(new CakeSetting(key, value));

    /// <summary>The folder that tools are installed into.</summary>
    public static IServiceCollection UseToolPath(this IServiceCollection services, DirectoryPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return services.UseCakeSetting(CakeSetting.ToolPathKey, path.FullPath);
    }

    private static IServiceCollection Shared<T>(this IServiceCollection services)
        where T : class
    {
        services.TryAddSingleton<T>();
        return services;
    }

    private static IServiceCollection Forward<TService, TImplementation>(this IServiceCollection services)
        where TService : class
        where TImplementation : class, TService => services.AddSingleton<TService>(provider => provider.GetRequiredService<TImplementation>());
}
