using MobileDist.Testing;
using MobileDist.Testing.GitHub;

namespace MobileDist.GitHub.Tests;

/// <summary>A run that follows that of a fork's pull request.</summary>
internal static class TriggeredRun
{
    /// <summary>The repository of the branch, as the payload shows it.</summary>
    public const string Fork = """{"id":77,"full_name":"mallory/shop","owner":{"login":"mallory"}}""";

    public static string Payload(string commit, string cause = "pull_request", string repository = Fork, string listed = "") => $$"""
        {"workflow_run":{"event":"{{cause}}","head_sha":"{{commit}}","head_branch":"feature/x","head_repository":{{repository}},"pull_requests":[{{listed}}]},
         "repository":{"id":1,"full_name":"{{FakeGitHub.Repository}}"} }
        """;

    public static GitHubPlatform Platform(TestFolder folder, string payload) => new(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GITHUB_REPOSITORY"] = FakeGitHub.Repository,
            ["GITHUB_SERVER_URL"] = "https://github.test",
            ["GITHUB_EVENT_NAME"] = "workflow_run",
            ["GITHUB_EVENT_PATH"] = folder.Write("event.json", payload),
        },
        TextWriter.Null,
        new Redactor());

    public static Task<PullRequestFinding> SearchAsync(GitHubApi api, TestFolder folder, string payload) =>
        PullRequestSearch.RunAsync(Platform(folder, payload), api, default);
}
