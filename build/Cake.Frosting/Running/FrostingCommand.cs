using Cake.Cli;
using Cake.Cli.Infrastructure;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.Packaging;
using Cake.Core.Scripting;
using Cake.Core.Tooling;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console.Cli;

namespace Cake.Frosting;

/// <summary>The host's only command: from the command line to a run of the engine, to an exit code.</summary>
internal sealed class FrostingCommand(IServiceCollection services, TaskDiscovery discovery) : AsyncCommand<FrostingSettings>
{
    public override async Task<int> ExecuteAsync(CommandContext context, FrostingSettings settings, CancellationToken cancellationToken)
    {
        services.AddSingleton(context.Remaining);
        services.AddSingleton<ICakeArguments>(context.Remaining.ToCakeArguments(settings.TargetsOrDefault));
        await using var provider = services.BuildServiceProvider();
        var log = provider.GetRequiredService<ICakeLog>();
        try
        {
            return await RunAsync(provider, log, settings);
        }
        catch (Exception exception)
        {
            // The process boundary: whatever a task throws ends here as a message and an exit code.
            return ExceptionLogger.LogException(log, RunFailure.Unwrap(exception));
        }
    }

    private async Task<int> RunAsync(IServiceProvider provider, ICakeLog log, FrostingSettings settings)
    {
        if (settings.Version)
        {
            provider.GetRequiredService<ICakeVersionFeature>().Run(provider.GetRequiredService<IConsole>());
            return 0;
        }

        if (settings.Info)
        {
            provider.GetRequiredService<ICakeInfoFeature>().Run(provider.GetRequiredService<IConsole>());
            return 0;
        }

        SetWorkingDirectory(provider, settings);
        log.Verbosity = provider.GetRequiredService<ICakeConfiguration>().GetVerbosity(settings.Verbosity, Verbosity.Normal);
        foreach (var task in discovery.Unreachable)
        {
            log.Warning("{0}", FrostingErrors.InternalTask(task));
        }

        InstallTools(provider);
        await RunTargetsAsync(provider, settings);
        return 0;
    }

    private static async Task RunTargetsAsync(IServiceProvider provider, FrostingSettings settings)
    {
        var host = HostFor(provider, settings);
        provider.GetRequiredService<LifetimeRegistrar>().Register(host);
        provider.GetRequiredService<TaskRegistrar>().Register(host, settings.Tree);
        if (settings.Exclusive)
        {
            host.Settings.UseExclusiveTarget();
        }

        await host.RunTargetsAsync(settings.TargetsOrDefault);
    }

    private static IScriptHost HostFor(IServiceProvider provider, FrostingSettings settings) => settings switch
    {
        { DryRun: true } => provider.GetRequiredService<DryRunScriptHost<IFrostingContext>>(),
        { Tree: true } => provider.GetRequiredService<TreeScriptHost>(),
        { Description: true } => provider.GetRequiredService<DescriptionScriptHost>(),
        _ => provider.GetRequiredService<BuildScriptHost<IFrostingContext>>(),
    };

    private static void SetWorkingDirectory(IServiceProvider provider, FrostingSettings settings)
    {
        var wanted = settings.WorkingDirectory ?? provider.GetServices<HostWorkingDirectory>().LastOrDefault()?.Path;
        if (wanted is null)
        {
            return;
        }

        var environment = provider.GetRequiredService<ICakeEnvironment>();
        var path = wanted.MakeAbsolute(environment);
        if (!provider.GetRequiredService<Core.IO.IFileSystem>().GetDirectory(path).Exists)
        {
            throw FrostingErrors.MissingWorkingDirectory(path.FullPath);
        }

        environment.WorkingDirectory = path;
    }

    private static void InstallTools(IServiceProvider provider)
    {
        foreach (var tool in provider.GetServices<PackageReference>())
        {
            // The engine's installer works while its answer is read, and registers nothing before.
            _ = provider.GetRequiredService<IToolInstaller>().Install(tool).ToList();
        }
    }
}
