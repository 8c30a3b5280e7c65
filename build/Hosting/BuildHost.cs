using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;
using MobileDist.Pipeline;
using MobileDist.PullRequests;
using Spectre.Console;

namespace MobileDist.Build;

/// <summary>
/// Everything around the run that Cake does not know: the terminal with its redaction, signals, the table of exit
/// codes, the printing of a failure, once. Written against names that the genuine Frosting has too.
/// </summary>
public sealed class BuildHost
{
    private readonly string[] _arguments;
    private readonly Redactor _redactor = new();
    private readonly Func<Redactor, Terminal> _openTerminal;
    private readonly IReadOnlyCollection<string> _targets;
    private readonly HostEnvironment _environment;

    public BuildHost(string[] args)
        : this(args, Terminal.Open, TargetNames.In(typeof(BuildHost).Assembly), HostEnvironment.OfProcess())
    {
    }

    internal BuildHost(string[] args, Func<Redactor, Terminal> openTerminal, IReadOnlyCollection<string> targets, HostEnvironment environment)
    {
        _arguments = args;
        _openTerminal = openTerminal;
        _targets = targets;
        _environment = environment;
    }

    /// <summary>Runs what the command line asks for.</summary>
    /// <returns>A number out of <see cref="ExitCode"/>, or the code that a <see cref="CakeException"/> carries.</returns>
    public int Run(Action<CakeHost> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        using var terminal = _openTerminal(_redactor);
        var commandLine = CommandLine.Read(_arguments);
        var faults = CommandLineCheck.Inspect(commandLine, _targets);
        if (faults.Count > 0)
        {
            new FailurePrinter(terminal).Print(new DistributionException(ExitCode.Settings, faults));
            return (int)ExitCode.Settings;
        }

        using var cancellation = Cancellation.OnSignals(terminal);
        var outcome = new RunOutcome();
        using var surroundings = CiSurroundings.Detect(_environment.Variables, terminal.Out, terminal.Commands, _redactor, TimeProvider.System);
        var platform = surroundings.Platform;
        _redactor.Tell(platform.Mask);
        var host = new CakeHost().ConfigureServices(services => Register(services, terminal, commandLine, cancellation, outcome, surroundings));
        configure(host);
        var cakeExitCode = host.Run(_arguments);
        if (commandLine.AsksForHelp)
        {
            terminal.Out.Write(HelpText.Render(terminal.Facts.IsInteractive ? terminal.Width : 80));
        }

        terminal.Out.Write(ReleaseTable.Render(outcome.Releases, terminal.Width));
        var exitCode = Conclude(cakeExitCode, outcome, cancellation, terminal, platform);
        if (outcome.LastLine is { } last)
        {
            terminal.Error.Flush();
            terminal.Out.WriteLine(last);
        }

        return exitCode;
    }

    // Cake says -1 when it could not read the command line; that is for the settings' code.
    private static int Conclude(int exitCode, RunOutcome outcome, Cancellation cancellation, Terminal terminal, ICiPlatform platform)
    {
        if (outcome.Failure is { } failure)
        {
            var cause = RunOutcome.Classify(failure, cancellation.IsRequested);
            Annotate(cause, platform);
            return new FailurePrinter(terminal).Print(cause, cancellation.IsRequested);
        }

        return exitCode < 0 ? (int)ExitCode.Settings : exitCode;
    }

    // What failed with a release has been annotated when it happened.
    private static void Annotate(Exception cause, ICiPlatform platform)
    {
        if (!platform.ShowsAnnotations || cause is not DistributionException { Faults: var faults })
        {
            return;
        }

        foreach (var fault in faults.Where(fault => !fault.Details.Any(detail => string.Equals(detail.Name, "release", StringComparison.Ordinal))))
        {
            platform.Annotate(FaultAnnotation.Of(AnnotationSeverity.Error, fault));
        }
    }

    private void Register(
        IServiceCollection services, Terminal terminal, CommandLine commandLine, Cancellation cancellation, RunOutcome outcome, CiSurroundings surroundings)
    {
        services.AddSingleton(terminal);
        services.AddSingleton(_redactor);
        services.AddSingleton(commandLine);
        services.AddSingleton(cancellation);
        services.AddSingleton(outcome);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IConsole, TerminalConsole>();
        services.AddSingleton<IAnsiConsole>(TerminalAnsiConsole.For(terminal));
        services.AddSingleton<ICakeLog>(provider => new HostLog(new CakeBuildLog(provider.GetRequiredService<IConsole>()), outcome));
        services.AddSingleton<IProgress<WorkProgress>, ConsoleProgress>();
        services.AddSingleton(_environment);
        services.AddSingleton(surroundings);
        services.AddSingleton(surroundings.Platform);
        services.AddSingleton<RunOutputs>();
        services.AddSingleton<RunTags>();
        services.AddSingleton<INoteSink, ConsoleNotes>();
        services.AddSingleton<DistributionSession>();
        services.AddSingleton<AnnouncementPrinter>();
        services.AddSingleton<SiteServing>();
        services.AddSingleton<DotNetCli>();
        services.AddSingleton<SolutionTests>();
        services.AddSingleton<HostPackages>();
        services.AddSingleton<DoorPackages>();
    }
}
