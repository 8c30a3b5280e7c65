using Cake.Core;
using Cake.Frosting;
using MobileDist.Pipeline;

namespace MobileDist.Build;

/// <summary>
/// The facts that every task may ask for. Nothing is computed here that can fail: what throws before the run begins
/// reaches neither the teardown nor the table of exit codes.
/// </summary>
public sealed class BuildContext(ICakeContext context, CommandLine commandLine, Cancellation cancellation) : FrostingContext(context)
{
    /// <summary>Cancelled by the first Ctrl+C or SIGTERM.</summary>
    public CancellationToken Cancellation { get; } = cancellation.Token;

    /// <summary>The absolute folder that paths start from, written as the system writes paths: the engine writes forward slashes everywhere.</summary>
    public string WorkingFolder => Path.GetFullPath(Environment.WorkingDirectory.FullPath);

    /// <summary>What stands after <c>--</c> on the command line, for the program that a task starts.</summary>
    public IReadOnlyList<string> PassedThrough { get; } = commandLine.PassedThrough;

    /// <summary>The folder of the repository that this host was built in; null for a host that was installed.</summary>
    public string? RepositoryFolder { get; } = RepositoryLayout.FindFolder(AppContext.BaseDirectory);

    /// <summary>The value of <c>--name=value</c>, the last one when given several times; empty for a bare <c>--name</c>, null when not given.</summary>
    public string? Argument(string name) => Arguments.GetArguments(name) is { Count: > 0 } values ? ValueOf(values) : null;

    /// <summary>A setting as the pipeline weighs it: the argument, or else its variable in the environment; null when neither says anything.</summary>
    public string? Setting(DistributionArgument setting, HostEnvironment environment) =>
        (Argument(setting.Name) ?? environment.Variables.GetValueOrDefault(setting.Variable)) is { Length: > 0 } value ? value : null;

    /// <summary>Every <c>--name=value</c> of the command line, the last one of each name; empty for a bare <c>--name</c>.</summary>
    public IReadOnlyDictionary<string, string> NamedArguments => Arguments.GetArguments()
        .Where(argument => argument.Value.Count > 0)
        .ToDictionary(argument => argument.Key, argument => ValueOf(argument.Value), StringComparer.OrdinalIgnoreCase);

    // Cake's parser keeps null for an argument without a value, against its own annotation.
    private static string ValueOf(IEnumerable<string?> values) => values.Last() ?? "";
}
