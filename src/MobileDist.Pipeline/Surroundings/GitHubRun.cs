using MobileDist.GitHub;
using MobileDist.InstallLinks;
using MobileDist.PullRequests;

namespace MobileDist.Pipeline;

/// <summary>What a job of GitHub Actions offers a distribution: where comment and link go, a host, and whose pull request it is.</summary>
internal sealed class GitHubRun(
    GitHubPlatform platform, Secret? token, IReadOnlyDictionary<string, string> environment, HttpMessageHandler handler, TimeProvider clock) : IDisposable
{
    private const string PublicApi = "https://api.github.com";

    private CiFacts _facts = platform.Facts;
    private GitHubApi? _api;

    public void Dispose() => _api?.Dispose();

    /// <summary>Looks for the pull request of a run after another one; everything made afterwards knows it.</summary>
    public async Task<RunFacts> FactsAsync(CancellationToken cancellationToken)
    {
        if (Api() is not { } api)
        {
            return new RunFacts(_facts);
        }

        switch (await PullRequestSearch.RunAsync(platform, api, cancellationToken))
        {
            case PullRequestFinding.Found found:
                _facts = found.Facts;
                return new RunFacts(_facts);
            case PullRequestFinding.None none:
                return new RunFacts(_facts) { Unknown = new Fault(none.Reason) };
            case PullRequestFinding.Failed failed:
                return new RunFacts(_facts) { Unknown = failed.Fault, IsRefused = true };
            default:
                return new RunFacts(_facts);
        }
    }

    public ICommentTarget CommentTarget(CommentMode mode)
    {
        if (_facts.PullRequestNumber is null || _facts.Repository is null)
        {
            return new NoCommentTarget(platform.Name, new CommentDelivery.Skipped("This run belongs to no pull request, so there is nothing to comment on."));
        }

        return Api() is { } api
            ? new PullRequestComments(
                api,
                new CommentOptions { Repository = _facts.Repository, PullRequestNumber = _facts.PullRequestNumber, Mode = mode, IsFork = _facts.IsFork },
                clock,
                Random.Shared.NextDouble)
            : new NoCommentTarget(platform.Name, NoToken);
    }

    public ILinkTarget LinkTarget(LinkTargetKind kind)
    {
        if (_facts.Repository is not { } repository || Api() is not { } api)
        {
            return new NoLinkTarget(platform.Name, NoToken);
        }

        var options = new LinkTargetOptions
        {
            Repository = repository,
            Commit = _facts.Commit,
            PullRequestNumber = _facts.PullRequestNumber,
            ServerAddress = _facts.ServerAddress ?? "https://github.com",
            IsFork = _facts.IsFork,
        };
        return kind == LinkTargetKind.Deployment ? new DeploymentTarget(api, options) : new CheckRunTarget(api, options);
    }

    /// <exception cref="DistributionException">There is no token.</exception>
    public IInstallHost ReleaseHost(string outputFolder)
    {
        var api = Api() ?? throw new DistributionException(ExitCode.Refused, PipelineFaults.NoGitHubToken());
        var options = new GitHubReleaseOptions
        {
            Repository = _facts.Repository ?? "",
            PullRequestNumber = _facts.PullRequestNumber,
            ServerAddress = _facts.ServerAddress ?? "https://github.com",
            Root = outputFolder,
            IsFork = _facts.IsFork,
        };
        return new GitHubReleaseHost(api, options, clock);
    }

    private static CommentDelivery.Failed NoToken => new(PipelineFaults.NoGitHubToken(), ExitCode.Refused);

    private GitHubApi? Api() => token is null
        ? null
        : _api ??= new GitHubApi(
            new GitHubApiOptions
            {
                ApiAddress = _facts.ApiAddress ?? PublicApi,
                GraphQlAddress = environment.GetValueOrDefault("GITHUB_GRAPHQL_URL"),
                Token = token,
            },
            handler,
            clock,
            Random.Shared.NextDouble);
}
