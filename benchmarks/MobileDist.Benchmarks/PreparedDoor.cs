using System.Security.Cryptography;

namespace MobileDist.Benchmarks;

/// <summary>The action as a runner unpacks it, and the workspace of another repository with a package in it.</summary>
internal sealed record PreparedDoor(string Shim, string Workspace, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Publishes the host as a release does, and puts the action together.</summary>
    public static async Task<PreparedDoor> MakeAsync(string root, string folder, MeasuredProcess processes, string dotnet, CancellationToken ct)
    {
        var action = Path.Combine(folder, "_actions", "mobiledist", "v1", "action");
        var workspace = Directory.CreateDirectory(Path.Combine(folder, "workspace")).FullName;
        CopyScripts(Path.Combine(root, "action"), action);
        string[] publish =
        [
            "publish", Path.Combine(root, "build", "Build.csproj"), "--configuration", "Release", "--output", Path.Combine(action, "host"), "--artifacts-path", Path.Combine(folder, "work"),
            "-p:DebugType=embedded", "-p:GenerateDocumentationFile=false", "-p:RunAnalyzers=false", "--nologo", "--verbosity", "quiet",
        ];

        // MSBuild's nodes outlive it otherwise, with our pipes open.
        await processes.RunAsync(dotnet, publish, new Dictionary<string, string>(StringComparer.Ordinal) { ["MSBUILDDISABLENODEREUSE"] = "1" }, ct);
        WriteHashes(action);
        File.Copy(Path.Combine(root, "samples", "android", "app-release-unsigned.apk"), Path.Combine(workspace, "app.apk"));
        return new PreparedDoor(Path.Combine(action, "main.mjs"), workspace, Variables(folder, workspace));
    }

    private static void CopyScripts(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*.mjs").Concat(Directory.EnumerateFiles(Path.Combine(source, "shim"))))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    // The shim compares each file with its hash, and that takes time, too.
    private static void WriteHashes(string action)
    {
        var host = Path.Combine(action, "host");
        var lines = Directory.EnumerateFiles(host, "*", SearchOption.AllDirectories)
            .Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}  {Path.GetRelativePath(host, file).Replace(Path.DirectorySeparatorChar, '/')}\n");
        PendingFile.WriteAllText(Path.Combine(action, "host.sha256"), string.Concat(lines));
    }

    private static Dictionary<string, string> Variables(string folder, string workspace) => new(StringComparer.Ordinal)
    {
        ["CI"] = "true",
        ["GITHUB_ACTIONS"] = "true",
        ["GITHUB_WORKSPACE"] = workspace,
        ["GITHUB_STATE"] = Path.Combine(folder, "state"),
        ["GITHUB_OUTPUT"] = Path.Combine(folder, "output"),
        ["GITHUB_STEP_SUMMARY"] = Path.Combine(folder, "summary"),
        ["RUNNER_TEMP"] = Directory.CreateDirectory(Path.Combine(folder, "_temp")).FullName,
        ["INPUT_TARGET"] = "Check",
        ["INPUT_PACKAGE"] = "app.apk",
        ["INPUT_THROW-AWAY"] = "true",
    };
}
