namespace MobileDist.Build;

/// <summary>Runs <c>dotnet</c> commands and shows what they write.</summary>
public sealed class DotNetCli(Terminal terminal)
{
    /// <returns>The exit code.</returns>
    public Task<int> RunAsync(string workingFolder, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        DotNetProcess.RunAsync(workingFolder, arguments, terminal.Out.WriteLine, cancellationToken);
}
