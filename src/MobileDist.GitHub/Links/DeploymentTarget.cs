using MobileDist.PullRequests;

namespace MobileDist.GitHub;

/// <summary>
/// Shows the link as a deployment of GitHub: one environment for each release of a pull request
/// (<c>shop-android-pr-12</c>), whose latest deployment leads to the link. Earlier ones GitHub makes inactive itself, as
/// soon as a later one of the same environment succeeds.
/// </summary>
public sealed class DeploymentTarget : ILinkTarget
{
    private const int LongestDescription = 140;

    private readonly GitHubApi _api;
    private readonly LinkTargetOptions _options;

    /// <exception cref="DistributionException">The repository is not of the form <c>owner/name</c>.</exception>
    public DeploymentTarget(GitHubApi api, LinkTargetOptions options)
    {
        _api = api;
        _options = options with { Repository = RepositoryName.Checked(options.Repository) };
    }

    public string Name => "GitHub deployments";

    private string Page => $"{_options.ServerAddress.TrimEnd('/')}/{_options.Repository}/deployments";

    public async Task<CommentDelivery> WriteAsync(CommentRelease release, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(release);
        var deployments = new DeploymentApi(_api, _options.Repository, EnvironmentOf(release));
        try
        {
            return release.Outcome switch
            {
                CommentOutcome.Withdrawn => await EndAsync(deployments, release, cancellationToken),
                CommentOutcome.Published when LinkAddress.Of(release) is { } link && _options.Commit is { } commit =>
                    await DeployAsync(deployments, release, link, commit, cancellationToken),
                CommentOutcome.Published when _options.Commit is null => new CommentDelivery.Skipped("The commit is not known, so there is no deployment of it."),
                CommentOutcome.Published => new CommentDelivery.Skipped("The link opens on the computer that made it only, so there is no deployment with it."),
                _ => new CommentDelivery.Skipped("Nothing was published, so there is no deployment."),
            };
        }
        catch (GitHubRefusedException refused)
        {
            return new CommentDelivery.Failed(
                GitHubFaults.Deployment(refused.Failure, _options.Repository, _options.IsFork), GitHubFaults.ExitCodeOf(refused.Failure));
        }
    }

    private string EnvironmentOf(CommentRelease release) =>
        _options.PullRequestNumber is { } number ? $"{release.Key}-pr-{number}" : release.Key;

    private async Task<CommentDelivery> DeployAsync(
        DeploymentApi deployments, CommentRelease release, string link, string commit, CancellationToken cancellationToken)
    {
        var there = await deployments.ListAsync(cancellationToken);
        if (release.Run.Number != 0 && there.Exists(deployment => deployment.Run > release.Run.Number))
        {
            return new CommentDelivery.Skipped("A later run has deployed already, and stays the active one.");
        }

        var title = Title(release);
        var known = there.Find(deployment => deployment.Run == release.Run.Number && string.Equals(deployment.Sha, commit, StringComparison.Ordinal));
        var deployment = known ?? await deployments.CreateAsync(
            new DeploymentDraft { Ref = commit, Environment = EnvironmentOf(release), Payload = new DeploymentPayload(release.Run.Number), Description = title },
            cancellationToken);
        var step = new DeploymentStatusDraft("success") { EnvironmentUrl = link, LogUrl = release.Run.Link, Description = title, AutoInactive = true };
        await deployments.EnsureStatusAsync(deployment.Id, step, cancellationToken);
        return new CommentDelivery.Written(Page, IsNew: known is null);
    }

    private async Task<CommentDelivery> EndAsync(DeploymentApi deployments, CommentRelease release, CancellationToken cancellationToken)
    {
        var ended = false;
        foreach (var deployment in await deployments.ListAsync(cancellationToken))
        {
            if (await deployments.StatusAsync(deployment.Id, cancellationToken) is { State: not "inactive" })
            {
                ended |= await deployments.EnsureStatusAsync(deployment.Id, new DeploymentStatusDraft("inactive") { LogUrl = release.Run.Link }, cancellationToken);
            }
        }

        return ended ? new CommentDelivery.Written(Page, IsNew: false) : new CommentDelivery.Skipped("No deployment is active any more.");
    }

    private static string Title(CommentRelease release)
    {
        var title = PlainText.Clean($"{release.App} {release.Version} ({release.BuildNumber})").Trim();
        return title.Length <= LongestDescription ? title : release.Key;
    }
}
