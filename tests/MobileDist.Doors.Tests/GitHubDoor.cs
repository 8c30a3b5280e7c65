using System.Diagnostics;
using System.Text.RegularExpressions;
using MobileDist.Testing;

namespace MobileDist.Doors.Tests;

/// <summary>
/// The action as a runner has it: in a folder of its own beside the workspace, which is a checkout of another repository,
/// with the runner's files and variables, and blanks in all paths.
/// </summary>
internal sealed partial class GitHubDoor : IDisposable
{
    private readonly TestFolder _folder = new();

    public GitHubDoor(bool withHost = true)
    {
        FolderCopy.Make(RepositoryRoot.Combine("action", "shim"), Path.Combine(Action, "action", "shim"));
        foreach (var name in (string[])["main.mjs", "post.mjs"])
        {
            File.Copy(RepositoryRoot.Combine("action", name), Path.Combine(Action, "action", name));
        }

        if (withHost)
        {
            FolderCopy.Make(Prebuilt.FullPath, Path.Combine(Action, "action"));
        }

        Directory.CreateDirectory(Workspace);
        Directory.CreateDirectory(Temporary);
        File.WriteAllText(State, "");
    }

    public TestFolder Folder => _folder;

    public string Action => _folder.Combine("_actions", "some owner", "v1");

    public string Workspace => _folder.Combine("the work space");

    public string Temporary => _folder.Combine("_temp");

    public string State => _folder.Combine("state");

    public void AddSample() => File.Copy(SampleApk.FullPath, Path.Combine(Workspace, "app release.apk"));

    public NodeRun Main(IReadOnlyDictionary<string, string> inputs, IReadOnlyDictionary<string, string>? more = null, Action<Process, string>? onLine = null)
    {
        var environment = Environment(more);
        foreach (var (name, value) in inputs)
        {
            environment["INPUT_" + name.ToUpperInvariant()] = value;
        }

        return Node.Run(Path.Combine(Action, "action", "main.mjs"), Workspace, environment, onLine);
    }

    /// <summary>Runs the post step with what main left in the state file.</summary>
    public NodeRun Post()
    {
        var environment = Environment(null);
        foreach (Match entry in StateEntry().Matches(File.ReadAllText(State)))
        {
            environment["STATE_" + entry.Groups["name"].Value] = entry.Groups["value"].Value;
        }

        return Node.Run(Path.Combine(Action, "action", "post.mjs"), Workspace, environment);
    }

    public void Dispose() => _folder.Dispose();

    private Dictionary<string, string> Environment(IReadOnlyDictionary<string, string>? more)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CI"] = "true",
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_WORKSPACE"] = Workspace,
            ["GITHUB_STATE"] = State,
            ["GITHUB_OUTPUT"] = _folder.Write("output", ""),
            ["GITHUB_STEP_SUMMARY"] = _folder.Write("summary", ""),
            ["RUNNER_TEMP"] = Temporary,
        };
        foreach (var (name, value) in more ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            environment[name] = value;
        }

        return environment;
    }

    [GeneratedRegex(@"^(?<name>\w+)<<(?<end>\S+)\n(?<value>.*?)\n\k<end>$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StateEntry();
}
