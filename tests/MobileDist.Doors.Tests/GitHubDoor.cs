using System.Diagnostics;
using System.Text.RegularExpressions;
using MobileDist.Testing;
using MobileDist.Testing.GitHub;

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

    public string Summary => _folder.Combine("summary");

    /// <summary>The variables of a job on a pull request of the fake GitHub's repository.</summary>
    public Dictionary<string, string> PullRequest(string address) => new(StringComparer.Ordinal)
    {
        ["GITHUB_API_URL"] = address,
        ["GITHUB_GRAPHQL_URL"] = address + "/graphql",
        ["GITHUB_SERVER_URL"] = "https://github.test",
        ["GITHUB_REPOSITORY"] = FakeGitHub.Repository,
        ["GITHUB_RUN_ID"] = "9000128",
        ["GITHUB_RUN_NUMBER"] = "128",
        ["GITHUB_RUN_ATTEMPT"] = "1",
        ["GITHUB_SHA"] = "aaaabf9d3b1c0f7a6d5e4c3b2a19080706050403",
        ["GITHUB_REF"] = $"refs/pull/{FakeGitHub.PullRequest}/merge",
        ["GITHUB_HEAD_REF"] = "feature",
        ["GITHUB_EVENT_NAME"] = "pull_request",
        ["GITHUB_EVENT_PATH"] = _folder.Write(Path.Combine("_github_workflow", "event.json"), $$"""
            { "action": "synchronize", "number": {{FakeGitHub.PullRequest}}, "pull_request": { "number": {{FakeGitHub.PullRequest}},
              "html_url": "https://github.test/{{FakeGitHub.Repository}}/pull/{{FakeGitHub.PullRequest}}",
              "head": { "sha": "0123456789abcdef0123456789abcdef01234567", "ref": "feature", "repo": { "full_name": "{{FakeGitHub.Repository}}" } },
              "base": { "ref": "main", "repo": { "full_name": "{{FakeGitHub.Repository}}" } } } }
            """),
    };

    /// <summary>What the step told later ones.</summary>
    public Dictionary<string, string> Outputs() => Entries(File.ReadAllText(_folder.Combine("output")));

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
        foreach (var (name, value) in Entries(File.ReadAllText(State)))
        {
            environment["STATE_" + name] = value;
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
            ["GITHUB_OUTPUT"] = Kept("output"),
            ["GITHUB_STEP_SUMMARY"] = Kept("summary"),
            ["RUNNER_TEMP"] = Temporary,
        };
        foreach (var (name, value) in more ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            environment[name] = value;
        }

        return environment;
    }

    private string Kept(string name) => File.Exists(_folder.Combine(name)) ? _folder.Combine(name) : _folder.Write(name, "");

    private static Dictionary<string, string> Entries(string file) =>
        Entry().Matches(file).ToDictionary(entry => entry.Groups["name"].Value, entry => entry.Groups["value"].Value, StringComparer.Ordinal);

    [GeneratedRegex(@"^(?<name>[\w-]+)<<(?<end>\S+)\n(?<value>.*?)\n\k<end>$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entry();
}
