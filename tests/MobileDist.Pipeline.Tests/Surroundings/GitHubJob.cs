using MobileDist.Testing;
using MobileDist.Testing.GitHub;

namespace MobileDist.Pipeline.Tests.Surroundings;

/// <summary>The environment of a job of GitHub Actions on the fake's pull request.</summary>
internal sealed class GitHubJob : IDisposable
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private readonly TestFolder _folder = new();

    public GitHubJob(string api)
    {
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_API_URL"] = api,
            ["GITHUB_GRAPHQL_URL"] = api.TrimEnd('/') + "/graphql",
            ["GITHUB_SERVER_URL"] = "https://github.test",
            ["GITHUB_REPOSITORY"] = FakeGitHub.Repository,
            ["GITHUB_RUN_ID"] = "77",
            ["GITHUB_RUN_NUMBER"] = "7",
            ["GITHUB_RUN_ATTEMPT"] = "1",
            ["GITHUB_TOKEN"] = FakeGitHub.Token,
        };
        Event("pull_request", $$"""
            { "number": {{FakeGitHub.PullRequest}}, "pull_request": { "number": {{FakeGitHub.PullRequest}}, "html_url": "https://github.test/acme/shop/pull/12",
              "head": { "sha": "{{Commit}}", "ref": "feature", "repo": { "full_name": "{{FakeGitHub.Repository}}" } },
              "base": { "repo": { "full_name": "{{FakeGitHub.Repository}}" } } } }
            """);
    }

    public Dictionary<string, string> Environment { get; }

    public GitHubJob Event(string name, string payload)
    {
        Environment["GITHUB_EVENT_NAME"] = name;
        Environment["GITHUB_EVENT_PATH"] = _folder.Write($"{name}.json", payload);
        return this;
    }

    /// <summary>A run after that of a fork's pull request, which is number 12.</summary>
    public GitHubJob AfterRunOfFork() => Event("workflow_run", $$"""
        { "workflow_run": { "event": "pull_request", "head_sha": "{{Commit}}", "head_branch": "feature", "pull_requests": [],
            "head_repository": { "id": 77, "full_name": "mallory/shop", "owner": { "login": "mallory" } } },
          "repository": { "id": 1, "full_name": "{{FakeGitHub.Repository}}" } }
        """);

    public CiSurroundings Detect() => CiSurroundings.Detect(Environment, TextWriter.Null, TextWriter.Null, new Redactor(), TimeProvider.System);

    public void Dispose() => _folder.Dispose();
}
