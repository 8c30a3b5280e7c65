using MobileDist.AzureDevOps;
using MobileDist.GitHub;
using MobileDist.InstallLinks;
using MobileDist.PullRequests;

namespace MobileDist.Pipeline;

/// <summary>What runs us, found out from the environment: the platform, and where its pull request's comment goes.</summary>
public sealed class CiSurroundings : IDisposable
{
    private readonly HttpMessageHandler _handler;
    private readonly List<IDisposable> _owned;
    private readonly Func<CancellationToken, Task<RunFacts>> _facts;

    private CiSurroundings(ICiPlatform platform, HttpMessageHandler handler, List<IDisposable> owned, Func<CancellationToken, Task<RunFacts>>? facts = null)
    {
        Platform = platform;
        _handler = handler;
        _owned = owned;
        _facts = facts ?? (_ => Task.FromResult(new RunFacts(platform.Facts)));
    }

    public ICiPlatform Platform { get; }

    /// <summary>For <see cref="DistributionInputs.CommentTarget"/>; null on a console.</summary>
    public Func<CommentMode, ICommentTarget>? CommentTarget { get; private init; }

    /// <summary>For <see cref="DistributionInputs.LinkTarget"/>; null on a console.</summary>
    public Func<LinkTargetKind, ILinkTarget>? LinkTarget { get; private init; }

    /// <summary>For <see cref="DistributionInputs.ReleaseHost"/>; null outside of GitHub Actions.</summary>
    public Func<string, IInstallHost>? ReleaseHost { get; private init; }

    /// <summary>
    /// Who this run is, in a token for an audience, for signing in elsewhere without a stored key; made from the id of a
    /// service connection, which only Azure Pipelines knows (null or empty there: the pipeline itself). Null on a console.
    /// </summary>
    public Func<string?, Func<string, CancellationToken, Task<Secret>>>? IdentityTokens { get; private init; }

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
        var handler = ServiceConnection.CreateHandler();
        if (GitHubPlatform.IsPresent(environment))
        {
            var platform = new GitHubPlatform(environment, commands, redactor);
            var identity = new GitHubIdentityTokens(environment, platform.Facts.IsFork, handler, clock, Random.Shared.NextDouble, redactor);
            return OnGitHub(new GitHubRun(platform, TokenOf(environment, redactor), environment, handler, clock), platform, identity, handler);
        }

        if (AzureDevOpsPlatform.IsPresent(environment))
        {
            return OnAzureDevOps(new AzureDevOpsPlatform(environment, commands, redactor), environment, redactor, handler, clock);
        }

        return new CiSurroundings(new ConsolePlatform(log, redactor), handler, []);
    }

    /// <summary>
    /// What is known about the run, with what only the platform's service can tell; ask before anything is made from the
    /// properties above.
    /// </summary>
    public Task<RunFacts> FactsAsync(CancellationToken cancellationToken) => _facts(cancellationToken);

    public void Dispose()
    {
        _owned.ForEach(owned => owned.Dispose());
        _handler.Dispose();
    }

    private static CiSurroundings OnGitHub(GitHubRun run, GitHubPlatform platform, GitHubIdentityTokens identity, HttpMessageHandler handler) => new(platform, handler, [run], run.FactsAsync)
    {
        IdentityTokens = _ => identity.GetAsync,
        CommentTarget = run.CommentTarget,
        LinkTarget = run.LinkTarget,
        ReleaseHost = run.ReleaseHost,
    };

    private static CiSurroundings OnAzureDevOps(
        AzureDevOpsPlatform platform, IReadOnlyDictionary<string, string> environment, Redactor redactor, HttpMessageHandler handler, TimeProvider clock)
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

        var noLink = new CommentDelivery.Skipped("Azure Pipelines has neither deployments of pull requests nor check runs; the link stands in the comment and in the summary.");
        return new CiSurroundings(platform, handler, owned)
        {
            CommentTarget = Target,
            LinkTarget = _ => new NoLinkTarget(platform.Name, noLink),
            IdentityTokens = connection => new AzureIdentityTokens(environment, platform, connection, handler, clock, Random.Shared.NextDouble, redactor).GetAsync,
        };
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
