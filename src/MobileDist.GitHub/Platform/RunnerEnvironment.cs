using System.Globalization;
using MobileDist.PullRequests;

namespace MobileDist.GitHub;

/// <summary>
/// The variables that the runner documents, as
/// https://docs.github.com/actions/reference/workflows-and-actions/variables lists them.
/// </summary>
internal sealed class RunnerEnvironment(IReadOnlyDictionary<string, string> variables)
{
    /// <summary>A variable's value; null when it is missing or empty.</summary>
    public string? this[string name] => variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public GitHubEvent Event() => GitHubEvent.Read(this["GITHUB_EVENT_NAME"], this["GITHUB_EVENT_PATH"]);

    public CiFacts Facts(GitHubEvent payload)
    {
        var server = this["GITHUB_SERVER_URL"]?.TrimEnd('/') ?? "https://github.com";
        var repository = this["GITHUB_REPOSITORY"];
        var page = repository is null ? null : $"{server}/{repository}";
        var commit = payload.Commit ?? this["GITHUB_SHA"];
        var attempt = Number("GITHUB_RUN_ATTEMPT");
        return new CiFacts
        {
            Repository = repository,
            PullRequestNumber = payload.PullRequestNumber,
            PullRequestTitle = payload.PullRequestTitle,
            PullRequestText = payload.PullRequestText,
            PullRequestLink = payload.PullRequestLink ?? (page is not null && payload.PullRequestNumber is { } number ? $"{page}/pull/{number}" : null),
            Commit = commit,
            CommitLink = page is not null && commit is not null ? $"{page}/commit/{commit}" : null,
            Branch = payload.Branch ?? this["GITHUB_HEAD_REF"] ?? BranchOfPush(),
            RunLink = RunLink(page, attempt),
            // GITHUB_RUN_NUMBER counts the runs of one workflow, and several workflows write into one comment: the one that
            // withdraws would seem older than the one that published. The id grows over all of them.
            RunNumber = Number("GITHUB_RUN_ID"),
            RunAttempt = (int)Math.Min(attempt, int.MaxValue),
            IsFork = payload.IsFork,
            TemporaryFolder = this["RUNNER_TEMP"],
            ServerAddress = server,
            ApiAddress = this["GITHUB_API_URL"]?.TrimEnd('/') ?? "https://api.github.com",
        };
    }

    private string? RunLink(string? page, long attempt) => (page, this["GITHUB_RUN_ID"]) switch
    {
        ({ } known, { } run) => attempt > 1 ? $"{known}/actions/runs/{run}/attempts/{attempt}" : $"{known}/actions/runs/{run}",
        _ => null,
    };

    private string? BranchOfPush() => string.Equals(this["GITHUB_REF_TYPE"], "branch", StringComparison.Ordinal)
        && this["GITHUB_REF"]?.StartsWith("refs/heads/", StringComparison.Ordinal) == true
        ? this["GITHUB_REF_NAME"]
        : null;

    private long Number(string name) =>
        long.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
