using MobileDist.PullRequests;

namespace MobileDist.GitHub;

/// <summary>
/// The comment on a pull request of GitHub, which many jobs write at once.
/// </summary>
/// <remarks>
/// GitHub cannot change a comment on condition that nobody else did, so each job reads, merges, writes, waits, and reads
/// again until its rows have stood there for a while. Two things keep rows from getting lost: that while is longer than a rival
/// holds what it has read, and whoever looks after its own write also looks through the comment's revisions, in which the rows that it
/// overwrote still stand. The last one to write therefore sees all. Where two jobs created a comment each, the one with
/// the lowest number wins, and whoever has seen the rows of the other one in it removes that: the job that made it may have
/// been cancelled meanwhile. A job that still writes there finds it gone, and reads again.
/// </remarks>
public sealed class PullRequestComments : ICommentTarget
{
    private readonly GitHubApi _api;
    private readonly CommentOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<double> _jitter;

    /// <exception cref="DistributionException">The repository is not of the form <c>owner/name</c>.</exception>
    public PullRequestComments(GitHubApi api, CommentOptions options, TimeProvider time, Func<double> jitter)
    {
        _api = api;
        _options = options with { Repository = RepositoryName.Checked(options.Repository) };
        _time = time;
        _jitter = jitter;
    }

    public string Name => _options.PullRequestNumber is { } number ? $"GitHub pull request #{number}" : "GitHub";

    public async Task<CommentDelivery> WriteAsync(CommentModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (_options.PullRequestNumber is not { } number)
        {
            return new CommentDelivery.Skipped("This run belongs to no pull request, so there is nothing to comment on.");
        }

        try
        {
            return await WriteAsync(new CommentApi(_api, _options.Repository, number), model, cancellationToken);
        }
        catch (GitHubRefusedException refused)
        {
            return new CommentDelivery.Failed(
                GitHubFaults.Comment(refused.Failure, _options.Repository, _options.IsFork), GitHubFaults.ExitCodeOf(refused.Failure));
        }
    }

    private async Task<CommentDelivery> WriteAsync(CommentApi comments, CommentModel model, CancellationToken cancellationToken)
    {
        var author = await comments.AuthorAsync(cancellationToken);
        var own = new OwnComments();
        long? heldSince = null;
        var createdAt = 0L;
        for (var round = 0; round < _options.Rounds; round++)
        {
            var all = await comments.ListAsync(author, model.Key, cancellationToken);
            var readAt = _time.GetTimestamp();
            own.Recognise(all);
            var candidates = Candidates(all, own, model);
            if (candidates is not [var winner, .. var others])
            {
                await CreateAsync(comments, own, all, model, cancellationToken);
                createdAt = _time.GetTimestamp();
                await SettleAsync(cancellationToken);
                continue;
            }

            var known = own.HasWritten ? await comments.HistoryAsync(winner, cancellationToken) : new CommentModel { Key = model.Key };
            var text = CommentMarkdown.Render(others.Aggregate(known, (merged, other) => merged.Merge(other.Model)).Merge(winner.Model).Merge(model));
            if (!CommentRows.Holds(winner.Model, text))
            {
                heldSince = null;
                // What was read too long ago is read again: a rival may have looked for its row already.
                if (_time.GetElapsedTime(readAt) <= _options.Settle)
                {
                    own.HasWritten = true;
                    heldSince = await comments.UpdateAsync(winner.Resource.Id, text, cancellationToken) ? _time.GetTimestamp() : null;
                }

                await SettleAsync(cancellationToken);
                continue;
            }

            heldSince ??= own.Created.Contains(winner.Resource.Id) ? createdAt : readAt;
            if (_time.GetElapsedTime(heldSince.Value, readAt) < _options.Settle)
            {
                await SettleAsync(cancellationToken);
                continue;
            }

            await TidyAsync(comments, own, all, [winner, .. others], model, cancellationToken);
            return new CommentDelivery.Written(winner.Resource.HtmlUrl ?? "", IsNew: own.Created.Contains(winner.Resource.Id));
        }

        return new CommentDelivery.Failed(GitHubFaults.CommentUnproved(_options.Repository), ExitCode.Unreachable);
    }

    private static async Task CreateAsync(
        CommentApi comments, OwnComments own, List<StoredComment> before, CommentModel model, CancellationToken cancellationToken)
    {
        var body = CommentMarkdown.Render(model);
        own.HasWritten = true;
        if (await comments.CreateAsync(body, cancellationToken) is { } created)
        {
            own.Created.Add(created.Id);
        }
        else
        {
            own.Expect(body, before);
        }
    }

    /// <summary>The comments that this run may write into.</summary>
    private List<StoredComment> Candidates(List<StoredComment> all, OwnComments own, CommentModel model)
    {
        if (_options.Mode == CommentMode.Update)
        {
            return all;
        }

        var run = RunOf(model).Number;
        return [.. all.Where(comment => comment.IsOfRun(run) || own.Created.Contains(comment.Resource.Id))];
    }

    private async Task TidyAsync(
        CommentApi comments, OwnComments own, List<StoredComment> all, StoredComment[] candidates, CommentModel model, CancellationToken cancellationToken)
    {
        var winner = candidates[0];
        foreach (var duplicate in candidates.Select(comment => comment.Resource.Id).Union(own.Created).Where(id => id != winner.Resource.Id))
        {
            await comments.DeleteAsync(duplicate, cancellationToken);
        }

        if (_options.Mode == CommentMode.Hide)
        {
            var run = RunOf(model);
            await comments.HideAsync([.. all.Where(comment => comment.Resource.Id < winner.Resource.Id && comment.IsBefore(run))], cancellationToken);
        }
    }

    private static CommentRun RunOf(CommentModel model) => model.Releases.Length > 0 ? model.Releases[0].Run : CommentRun.Unknown;

    private Task SettleAsync(CancellationToken cancellationToken) => Task.Delay(_options.Settle * (1 + _jitter()), _time, cancellationToken);
}
