using MobileDist.AzureDevOps;
using MobileDist.GitHub;
using MobileDist.PullRequests;

namespace MobileDist.Pipeline;

/// <summary>What runs us, found out from the environment: the platform, and where its pull request's comment goes.</summary>
public sealed class CiSurroundings : IDisposable
{
    private readonly HttpMessageHandler _handler;
    private readonly List<IDisposable> _owned;

    private CiSurroundings(ICiPlatform platform, HttpMessageHandler handler, List<IDisposable> owned)
    {
        Platform = platform;
        _handler = handler;
        _owned = owned;
    }

    public ICiPlatform Platform { get; }

    /// <summary>For <see cref="DistributionInputs.CommentTarget"/>; null on a console.</summary>
    public Func<CommentMode, ICommentTarget>? CommentTarget { get; private init; }

    /// <param name="environment">The process's environment.</param>
    /// <param name="log">Where people read; secrets are taken out there.</param>
    /// <param name="commands">Standard output as it is, for the platform's commands: the one that masks a secret has to hold it.</param>
    /// <param name="redactor">Learns the platform's token.</param>
    /// <param name="clock">For waiting between tries.</param>
    /// <exception cref="DistributionException">The environment names an address that is none.</exception>
    public static CiSurroundings Detect(
        IReadOnlyDictionary<string, string> environment, TextWriter log, TextWriter commands, Redactor redactor, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(redactor);
        var handler = GitHubApi.CreateHandler();
        if (GitHubPlatform.IsPresent(environment))
        {
            var platform = new GitHubPlatform(environment, commands, redactor);
            return OnGitHub(platform, TokenOf(environment, redactor), environment, handler, clock);
        }

        if (AzureDevOpsPlatform.IsPresent(environment))
        {
            return OnAzureDevOps(new AzureDevOpsPlatform(environment, commands, redactor), redactor, handler, clock);
        }

        return new CiSurroundings(new ConsolePlatform(log, redactor), handler, []);
    }

    public void Dispose()
    {
        _owned.ForEach(owned => owned.Dispose());
        _handler.Dispose();
    }

    private static CiSurroundings OnGitHub(
        GitHubPlatform platform, Secret? token, IReadOnlyDictionary<string, string> environment, HttpMessageHandler handler, TimeProvider clock)
    {
        var owned = new List<IDisposable>();
        ICommentTarget Target(CommentMode mode)
        {
            var facts = platform.Facts;
            if (facts.PullRequestNumber is null || facts.Repository is null)
            {
                return new NoCommentTarget(platform.Name, new CommentDelivery.Skipped("This run belongs to no pull request, so there is nothing to comment on."));
            }

            if (token is null)
            {
                return new NoCommentTarget(platform.Name, new CommentDelivery.Failed(PipelineFaults.NoGitHubToken(), ExitCode.Refused));
            }

            var api = new GitHubApi(
                new GitHubApiOptions
                {
                    ApiAddress = facts.ApiAddress ?? "https://api.github.com",
                    GraphQlAddress = environment.GetValueOrDefault("GITHUB_GRAPHQL_URL"),
                    Token = token,
                },
                handler,
                clock,
                Random.Shared.NextDouble);
            owned.Add(api);
            return new PullRequestComments(
                api,
                new CommentOptions { Repository = facts.Repository, PullRequestNumber = facts.PullRequestNumber, Mode = mode, IsFork = facts.IsFork },
                clock,
                Random.Shared.NextDouble);
        }

        return new CiSurroundings(platform, handler, owned) { CommentTarget = Target };
    }

    private static CiSurroundings OnAzureDevOps(AzureDevOpsPlatform platform, Redactor redactor, HttpMessageHandler handler, TimeProvider clock)
    {
        if (platform.AccessToken is { } token)
        {
            redactor.Register(token);
        }

        var owned = new List<IDisposable>();
        ICommentTarget Target(CommentMode mode)
        {
            var target = PullRequestThread.For(platform, token: null, mode, handler, clock, new Random());
            if (target is IDisposable disposable)
            {
                owned.Add(disposable);
            }

            return target;
        }

        return new CiSurroundings(platform, handler, owned) { CommentTarget = Target };
    }

    private static Secret? TokenOf(IReadOnlyDictionary<string, string> environment, Redactor redactor)
    {
        if (environment.GetValueOrDefault("GITHUB_TOKEN") is not { Length: > 0 } value)
        {
            return null;
        }

        var token = new Secret(value);
        redactor.Register(token);
        return token;
    }
}
