namespace MobileDist.GitHub;

/// <summary>
/// Finds the pull request of a run after another one (<c>workflow_run</c>). GitHub names it in the payload, but not for
/// forks; then the open pull requests of the branch are asked for. What the other run handed over is not looked at: it ran
/// the pull request's code and may say anything.
/// </summary>
public static class PullRequestSearch
{
    public static async Task<PullRequestFinding> RunAsync(GitHubPlatform platform, GitHubApi api, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(api);
        var facts = platform.Facts;
        if (facts.PullRequestNumber is not null || facts.Repository is null || platform.Trigger is not { IsOfPullRequest: true } run)
        {
            return new PullRequestFinding.NotAsked();
        }

        if (run.Owner is null || run.Branch is null)
        {
            return new PullRequestFinding.None(GitHubFaults.TriggerIsGone);
        }

        var repository = RepositoryName.Checked(facts.Repository);
        try
        {
            var head = Uri.EscapeDataString($"{run.Owner}:{run.Branch}");
            var open = await api.ListAsync($"repos/{repository}/pulls?state=open&head={head}&per_page=100", GitHubJson.Default.PullRequestResourceArray, cancellationToken);
            return run.Own(open) switch
            {
                [var pull] => new PullRequestFinding.Found(facts with
                {
                    PullRequestNumber = pull.Number,
                    PullRequestLink = $"{facts.ServerAddress}/{repository}/pull/{pull.Number}",
                    PullRequestTitle = pull.Title,
                    PullRequestText = pull.Body,
                }),
                [] => new PullRequestFinding.None(GitHubFaults.NoPullRequestOfTrigger(run.Commit)),
                var several => new PullRequestFinding.None(GitHubFaults.SeveralPullRequestsOfTrigger(run.Commit, several.Select(pull => pull.Number))),
            };
        }
        catch (GitHubRefusedException refused)
        {
            return new PullRequestFinding.Failed(GitHubFaults.PullRequest(refused.Failure, repository));
        }
    }
}
