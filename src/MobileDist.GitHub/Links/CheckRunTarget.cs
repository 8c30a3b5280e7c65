using MobileDist.PullRequests;

namespace MobileDist.GitHub;

/// <summary>
/// Shows the link as a check run of GitHub on the commit, one for each release, with the comment's text as its summary. A
/// second run on the same commit changes the one that is there.
/// </summary>
public sealed class CheckRunTarget : ILinkTarget
{
    private const string CommentKey = "check-run";
    private const int Tries = 3;

    private readonly GitHubApi _api;
    private readonly LinkTargetOptions _options;

    /// <exception cref="DistributionException">The repository is not of the form <c>owner/name</c>.</exception>
    public CheckRunTarget(GitHubApi api, LinkTargetOptions options)
    {
        _api = api;
        _options = options with { Repository = RepositoryName.Checked(options.Repository) };
    }

    public string Name => "GitHub checks";

    public async Task<CommentDelivery> WriteAsync(CommentRelease release, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(release);
        if (_options.Commit is not { } commit)
        {
            return new CommentDelivery.Skipped("The commit is not known, so there is no check run on it.");
        }

        try
        {
            return await WriteAsync(Draft(release), commit, cancellationToken);
        }
        catch (GitHubRefusedException refused)
        {
            return new CommentDelivery.Failed(
                GitHubFaults.CheckRun(refused.Failure, _options.Repository, _options.IsFork), GitHubFaults.ExitCodeOf(refused.Failure));
        }
    }

    private async Task<CommentDelivery> WriteAsync(CheckRunDraft draft, string commit, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var known = await FindAsync(draft, commit, cancellationToken);
            var answer = known is null
                ? await SendAsync(HttpMethod.Post, "check-runs", draft with { HeadSha = commit }, cancellationToken)
                : await SendAsync(HttpMethod.Patch, $"check-runs/{known.Id}", draft, cancellationToken);
            if (answer is not GitHubAnswer<CheckRunResource>.Lost || attempt == Tries)
            {
                return new CommentDelivery.Written(answer.OrThrow().HtmlUrl ?? "", IsNew: known is null && attempt == 1);
            }
        }
    }

    private async Task<CheckRunResource?> FindAsync(CheckRunDraft draft, string commit, CancellationToken cancellationToken)
    {
        var path = $"repos/{_options.Repository}/commits/{Uri.EscapeDataString(commit)}/check-runs?check_name={Uri.EscapeDataString(draft.Name)}&filter=latest&per_page=100";
        var page = (await _api.GetAsync(_api.At(path), GitHubJson.Default.CheckRunPage, cancellationToken)).OrThrow();
        return page.CheckRuns.Where(run => string.Equals(run?.ExternalId, draft.ExternalId, StringComparison.Ordinal)).MaxBy(run => run.Id);
    }

    private Task<GitHubAnswer<CheckRunResource>> SendAsync(HttpMethod method, string path, CheckRunDraft draft, CancellationToken cancellationToken) =>
        _api.WriteAsync(method, $"repos/{_options.Repository}/{path}", draft, GitHubJson.Default.CheckRunDraft, GitHubJson.Default.CheckRunResource, cancellationToken);

    private static CheckRunDraft Draft(CommentRelease release)
    {
        var (conclusion, title) = release.Outcome switch
        {
            CommentOutcome.Published when release.Ways.Any(way => way.Availability == WayAvailability.Now) => ("success", $"{release.App} {release.Version} ({release.BuildNumber}) is ready to install"),
            CommentOutcome.Published when release.Ways.Any(way => way.Availability == WayAvailability.AfterReview) => ("neutral", $"{release.App} {release.Version} ({release.BuildNumber}) waits for review"),
            CommentOutcome.Published => ("neutral", $"{release.App} {release.Version} ({release.BuildNumber}) cannot be installed yet"),
            CommentOutcome.Failed => ("failure", $"{release.App} was not distributed"),
            CommentOutcome.Withdrawn => ("neutral", $"{release.App} was withdrawn"),
            _ => ("skipped", $"{release.App} was not published"),
        };
        return new CheckRunDraft
        {
            Name = $"Install {release.Key}",
            ExternalId = $"mobiledist:{release.Key}",
            Conclusion = conclusion,
            DetailsUrl = release.Outcome is CommentOutcome.Published && LinkAddress.Of(release) is { } link ? link : release.Run.Link,
            Output = new CheckRunOutput(PlainText.Clean(title), CommentMarkdown.Render(new CommentModel { Key = CommentKey, Releases = [release] })),
        };
    }
}
