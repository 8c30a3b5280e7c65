using System.Collections.Immutable;
using MobileDist.PullRequests;

namespace MobileDist.AzureDevOps;

/// <summary>
/// The comment on a pull request of Azure Repos: the first comment of a thread of our own, which is closed so that it
/// blocks nobody.
/// <para>
/// The server knows no write under a condition, so many jobs that write at once are held together by looking: each brings
/// its rows together with all that stand there, and leaves only when the comment has stayed untouched, with its rows in
/// it, for longer than another job takes from reading to writing. Whoever wrote before that may have read an older state
/// and is repaired; whoever writes after it has read these rows. Where several jobs created the comment at once, the one
/// with the lowest id takes in the others, which are deleted when nothing in them can be lost any more.
/// </para>
/// </summary>
public sealed class PullRequestThread : ICommentTarget, IDisposable
{
    /// <summary>Longer than another job takes from the answer to its reading until its write has arrived.</summary>
    internal static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(2);

    private const int MostLooks = 60;

    // With every collision the jobs come back further apart from each other.
    private const int WidestSpread = 6;

    private readonly HttpClient _http;
    private readonly PullRequestClient _client;
    private readonly AzurePullRequest _pullRequest;
    private readonly CommentMode _mode;
    private readonly TimeProvider _clock;
    private readonly Random _random;

    /// <param name="pullRequest">Where to write.</param>
    /// <param name="token">What to write with; its identity needs "Contribute to pull requests".</param>
    /// <param name="mode">What happens to comments of earlier runs.</param>
    /// <param name="handler">Carries the requests; the caller's to dispose. Should not follow redirections.</param>
    /// <param name="clock">For waiting.</param>
    /// <param name="random">Keeps jobs apart that started together; used by this instance only.</param>
    public PullRequestThread(AzurePullRequest pullRequest, AzureDevOpsToken token, CommentMode mode, HttpMessageHandler handler, TimeProvider clock, Random random)
    {
        // A pull request's threads come in one answer; what is larger than this is none.
        const int LargestAnswer = 64 * 1024 * 1024;
        _http = new HttpClient(handler, disposeHandler: false) { MaxResponseContentBufferSize = LargestAnswer, Timeout = TimeSpan.FromSeconds(60) };
        _client = new PullRequestClient(new AzureDevOpsConnection(_http, pullRequest, token, clock, random), pullRequest);
        _pullRequest = pullRequest;
        _mode = mode;
        _clock = clock;
        _random = random;
    }

    public string Name => $"Azure DevOps pull request {_pullRequest.Number}";

    /// <summary>
    /// The target for a run: its pull request with the job's token, or one that says why there is none.
    /// </summary>
    public static ICommentTarget For(AzureDevOpsPlatform platform, AzureDevOpsToken? token, CommentMode mode, HttpMessageHandler handler, TimeProvider clock, Random random)
    {
        ArgumentNullException.ThrowIfNull(platform);
        if (platform.PullRequest is not { } pullRequest)
        {
            return new NoThread(new CommentDelivery.Skipped(platform.IsGitHubRepository
                ? "The repository is on GitHub, where a token of Azure DevOps cannot write."
                : "This run belongs to no pull request."));
        }

        if (ServiceAddress.Parse(pullRequest.Collection) is null)
        {
            return new NoThread(Failure(AzureDevOpsFaults.BadAddress(pullRequest.Collection)));
        }

        token ??= platform.AccessToken is { } secret ? new AzureDevOpsToken(secret, AzureDevOpsTokenKind.Job) : null;
        return token is null
            ? new NoThread(Failure(AzureDevOpsFaults.NoToken()))
            : new PullRequestThread(pullRequest, token, mode, handler, clock, random);
    }

    public async Task<CommentDelivery> WriteAsync(CommentModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        try
        {
            var mine = await new QrAttachments(_client).AttachAsync(model, cancellationToken);
            return await SettleAsync(mine, await _client.WhoAmIAsync(cancellationToken), cancellationToken);
        }
        catch (DistributionException error)
        {
            return Failure(error);
        }
    }

    public void Dispose() => _http.Dispose();

    private static CommentDelivery.Failed Failure(DistributionException error) => new(error.Faults[0], error.ExitCode);

    private async Task<CommentDelivery> SettleAsync(CommentModel mine, string author, CancellationToken cancellationToken)
    {
        var run = mine.Releases.Select(release => release.Run.Number).DefaultIfEmpty(0).Max();
        var created = new HashSet<int>();
        var lost = new HashSet<string>(StringComparer.Ordinal);
        var stamp = "";
        for (var (look, collisions) = (0, 0); look < MostLooks; look++)
        {
            var all = await OwnCommentsAsync(mine.Key, author, cancellationToken);
            var ours = _mode == CommentMode.Update ? all : [.. all.Where(comment => created.Contains(comment.Thread) || lost.Contains(comment.Body.Trim()) || IsOfRun(comment, run))];
            if (ours is [var kept, .. var others] && Bring(kept, others, mine) is var wanted)
            {
                if (wanted is null && string.Equals(kept.Stamp, stamp, StringComparison.Ordinal))
                {
                    await TidyAsync(kept, others, all, run, cancellationToken);
                    return new CommentDelivery.Written($"{_pullRequest.PageAddress}?discussionId={kept.Thread}", created.Contains(kept.Thread));
                }

                stamp = wanted is null ? kept.Stamp : await EditAsync(kept, wanted, cancellationToken);
                collisions += wanted is null || look == 0 ? 0 : 1;
            }
            else
            {
                stamp = await CreateAsync(mine, created, lost, cancellationToken);
            }

            var spread = Math.Min(collisions + 1, WidestSpread);
            await Task.Delay(QuietTime * (1 + (_random.NextDouble() * spread)), _clock, cancellationToken);
        }

        return Failure(AzureDevOpsFaults.NotSettled(_pullRequest.Number));
    }

    /// <summary>What the comment has to become; null when it says everything already.</summary>
    private static CommentModel? Bring(OwnComment kept, IReadOnlyList<OwnComment> others, CommentModel mine)
    {
        if (RowComparison.Holds(kept.Model, mine) && others.All(other => RowComparison.Covers(kept.Model, other.Model)))
        {
            return null;
        }

        // Of two rows of one run the later merged wins: what stands in the kept comment over its copies, mine over both.
        return others.Reverse().Aggregate(new CommentModel { Key = mine.Key }, (rows, other) => rows.Merge(other.Model)).Merge(kept.Model).Merge(mine);
    }

    private async Task<ImmutableArray<OwnComment>> OwnCommentsAsync(string key, string author, CancellationToken cancellationToken) =>
    [
        .. (await _client.ThreadsAsync(cancellationToken))
            .Select(thread => thread is null ? null : OwnComment.In(thread, author, key))
            .OfType<OwnComment>()
            .OrderBy(comment => comment.Thread),
    ];

    private async Task<string> CreateAsync(CommentModel mine, HashSet<int> created, HashSet<string> lost, CancellationToken cancellationToken)
    {
        var body = CommentMarkdown.Render(mine);
        if (await _client.CreateThreadAsync(body, cancellationToken) is not WriteOutcome<ThreadJson>.Confirmed { Answer: var thread })
        {
            // It may stand there without us knowing its id; the text tells it then.
            lost.Add(body.Trim());
            return "";
        }

        created.Add(thread.Id);
        return thread.First is { } first ? OwnComment.StampOf(thread.Id, first) : "";
    }

    private async Task<string> EditAsync(OwnComment kept, CommentModel wanted, CancellationToken cancellationToken) =>
        await _client.EditAsync(kept.Thread, kept.Comment, CommentMarkdown.Render(wanted), cancellationToken) is WriteOutcome<CommentJson>.Confirmed { Answer: var comment }
            ? OwnComment.StampOf(kept.Thread, comment)
            : "";

    private async Task TidyAsync(OwnComment kept, IReadOnlyList<OwnComment> others, ImmutableArray<OwnComment> all, long run, CancellationToken cancellationToken)
    {
        foreach (var other in others)
        {
            await _client.DeleteAsync(other.Thread, other.Comment, cancellationToken);
        }

        if (_mode == CommentMode.Hide)
        {
            foreach (var old in all.Where(comment => comment.Thread < kept.Thread && comment.Model.Releases.All(release => run == 0 || release.Run.Number < run)))
            {
                // Azure DevOps cannot fold a comment away by itself. Without the marker in front it is no comment of ours any more.
                var hidden = $"<details><summary>Outdated: a newer comment stands further down.</summary>\n\n{old.Body}\n</details>\n";
                await _client.EditAsync(old.Thread, old.Comment, hidden, cancellationToken);
            }
        }
    }

    private static bool IsOfRun(OwnComment comment, long run) => run != 0 && comment.Model.Releases.Any(release => release.Run.Number == run);
}
