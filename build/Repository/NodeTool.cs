namespace MobileDist.Build;

/// <summary>A program in JavaScript out of <c>artifacts/node-tools</c>, run by the <c>node</c> that is on the PATH.</summary>
internal sealed class NodeTool
{
    private readonly string _node;
    private readonly string _script;

    private NodeTool(string node, string script)
    {
        _node = node;
        _script = script;
    }

    /// <summary>Microsoft's packager of extensions; null with the reason when it is not here.</summary>
    public static NodeTool? FindTfx(RepositoryLayout repository, out string reason)
    {
        var script = Path.Combine(repository.NodeTools, "node_modules", "tfx-cli", "_build", "tfx-cli.js");
        var node = FindOnPath("node");
        reason = node is null ? "node is not on the PATH" : "tfx-cli is not installed; tests/fetch-node-tools.sh does that, with npm";
        return node is not null && File.Exists(script) ? new NodeTool(node, script) : null;
    }

    /// <returns>The exit code.</returns>
    public Task<int> RunAsync(string workingFolder, IReadOnlyList<string> arguments, Action<string> onLine, CancellationToken cancellationToken) =>
        ChildProcess.RunAsync(_node, workingFolder, [_script, .. arguments], onLine, cancellationToken);

    private static string? FindOnPath(string program)
    {
        var name = OperatingSystem.IsWindows() ? program + ".exe" : program;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}
