using MobileDist.PullRequests;
using MobileDist.Testing;
using MobileDist.Testing.GitHub;

namespace MobileDist.GitHub.Tests;

/// <summary>A fake GitHub with a client in front of it, in one process and with a clock that does not wait.</summary>
internal sealed class Hub : IDisposable
{
    private readonly FakeGitHubHandler _handler;

    public Hub(VirtualTime? time = null, Func<TimeSpan>? latency = null)
    {
        Time = time ?? new VirtualTime();
        _handler = new FakeGitHubHandler(Fake, Time, latency);
        Api = new GitHubApi(
            new GitHubApiOptions { ApiAddress = "https://api.github.test", Token = new Secret(FakeGitHub.Token) }, _handler, Time, () => 0.5);
    }

    public FakeGitHub Fake { get; } = new();

    public VirtualTime Time { get; }

    public GitHubApi Api { get; }

    public PullRequestComments Comments(CommentMode mode = CommentMode.Update, bool isFork = false, Func<double>? jitter = null) => new(
        Api,
        new CommentOptions { Repository = FakeGitHub.Repository, PullRequestNumber = FakeGitHub.PullRequest, Mode = mode, IsFork = isFork },
        Time,
        jitter ?? (() => 0.5));

    /// <summary>The rows of a comment by key, with the run that each tells of.</summary>
    public static Dictionary<string, long> Rows(FakeComment comment) =>
        ((ParsedComment.Ours)CommentMarkdown.Parse(comment.Body)).Model.Releases.ToDictionary(row => row.Key, row => row.Run.Number, StringComparer.Ordinal);

    public static CommentModel Model(string app, long run = 1, string key = "default") => new()
    {
        Key = key,
        Releases =
        [
            new CommentRelease
            {
                Key = app,
                App = app,
                Platform = "Android",
                Outcome = new CommentOutcome.Published(),
                Run = new CommentRun { Number = run, Attempt = 1 },
                Link = new CommentLink($"https://builds.example.com/{app}/", LinkReach.Internet),
            },
        ],
    };

    public void Dispose()
    {
        Api.Dispose();
        _handler.Dispose();
    }
}
