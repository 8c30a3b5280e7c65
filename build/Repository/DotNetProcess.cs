namespace MobileDist.Build;

/// <summary>A <c>dotnet</c> command as a <see cref="ChildProcess"/>.</summary>
internal static class DotNetProcess
{
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string workingFolder, IReadOnlyList<string> arguments, Action<string> onLine, CancellationToken cancellationToken) =>
        ChildProcess.RunAsync(DotNetPath(), workingFolder, arguments, onLine, cancellationToken);

    // The dotnet that runs this host, which need not be the first on the PATH.
    private static string DotNetPath() =>
        Environment.ProcessPath is { } path && string.Equals(Path.GetFileNameWithoutExtension(path), "dotnet", StringComparison.OrdinalIgnoreCase) ? path : "dotnet";
}
