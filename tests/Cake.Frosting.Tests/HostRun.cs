using Cake.Core;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Cake.Frosting.Tests;

/// <summary>One run of a host with the given tasks, its console kept.</summary>
internal sealed record HostRun(int ExitCode, string Output)
{
    public static HostRun Of(string commandLine, Action<CakeHost> configure, params Type[] tasks)
    {
        var console = new RecordingConsole();
        var wide = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(console.Writer),
        });
        wide.Profile.Width = 160;
        var host = new CakeHost().ConfigureServices(services =>
        {
            services.AddSingleton<IConsole>(console);
            services.AddSingleton(wide);
            services.AddSingleton<Journal>();
        });
        host.AddAssembly(new AssemblyOf(tasks));
        configure(host);
        var exitCode = host.Run(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return new HostRun(exitCode, console.Writer.ToString());
    }

    public static HostRun Of(string commandLine, params Type[] tasks) => Of(commandLine, _ => { }, tasks);
}
