using MobileDist.PullRequests;

namespace MobileDist.GitHub;

/// <summary>The calls about comments.</summary>
internal sealed class CommentApi(GitHubApi api, string repository, int number)
{
    private const string ViewerQuery = "query{viewer{login databaseId}}";
    private const string HistoryQuery = "query($id:ID!){node(id:$id){...on IssueComment{id userContentEdits(first:100){nodes{diff}}}}}";
    private const string MinimizedQuery = "query($ids:[ID!]!){nodes(ids:$ids){...on IssueComment{id isMinimized}}}";
    private const string MinimizeMutation = "mutation($id:ID!){minimizeComment(input:{subjectId:$id,classifier:OUTDATED}){clientMutationId}}";

    public async Task<CommentAuthor> AuthorAsync(CancellationToken cancellationToken)
    {
        var data = await api.QueryAsync(ViewerQuery, new GraphQlVariables(), cancellationToken);
        return data.Viewer is { Login: { Length: > 0 } login } viewer
            ? new CommentAuthor(login, viewer.DatabaseId)
            : throw new GitHubRefusedException(new GitHubFailure(GitHubFailureKind.Refused, "GitHub does not say whose token it is."));
    }

    /// <summary>Our comments with this key, the lowest number first.</summary>
    public async Task<List<StoredComment>> ListAsync(CommentAuthor author, string key, CancellationToken cancellationToken)
    {
        var all = await api.ListAsync($"repos/{repository}/issues/{number}/comments?per_page=100", GitHubJson.Default.CommentResourceArray, cancellationToken);
        return [.. all.Where(author.Wrote).Select(comment => StoredComment.Of(comment, key)).OfType<StoredComment>().OrderBy(comment => comment.Resource.Id)];
    }

    /// <summary>The comment; null when the answer got lost.</summary>
    public async Task<CommentResource?> CreateAsync(string body, CancellationToken cancellationToken) =>
        Value(await api.WriteAsync(
            HttpMethod.Post, $"repos/{repository}/issues/{number}/comments", new CommentDraft(body), GitHubJson.Default.CommentDraft, GitHubJson.Default.CommentResource, cancellationToken));

    /// <summary>
    /// Changes a comment. False: nobody knows whether it did, or the comment was deleted meanwhile; both show when the
    /// comments are read again.
    /// </summary>
    public async Task<bool> UpdateAsync(long id, string body, CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync(
            HttpMethod.Patch, $"repos/{repository}/issues/comments/{id}", new CommentDraft(body), GitHubJson.Default.CommentDraft, GitHubJson.Default.CommentResource, cancellationToken);
        return answer is not GitHubAnswer<CommentResource>.Failed { Failure.Kind: GitHubFailureKind.Missing } && Value(answer) is not null;
    }

    public async Task DeleteAsync(long id, CancellationToken cancellationToken) =>
        await api.DeleteAsync($"repos/{repository}/issues/comments/{id}", cancellationToken);

    /// <summary>
    /// All rows that the comment ever held. GitHub keeps the revisions, so what a job overwrote because it had read the
    /// comment too early is not lost. A server that gives none leaves it at what the comment holds now.
    /// </summary>
    public async Task<CommentModel> HistoryAsync(StoredComment comment, CancellationToken cancellationToken)
    {
        var known = new CommentModel { Key = comment.Model.Key };
        try
        {
            var data = await api.QueryAsync(HistoryQuery, new GraphQlVariables { Id = comment.Resource.NodeId }, cancellationToken);
            foreach (var edit in (data.Node?.UserContentEdits?.Nodes ?? []).Reverse())
            {
                if (edit?.Diff is { } body && StoredComment.Of(new CommentResource { Body = body }, known.Key) is { } revision)
                {
                    known = known.Merge(revision.Model);
                }
            }
        }
        catch (GitHubRefusedException)
        {
            return known;
        }

        return known;
    }

    /// <summary>Hides comments as outdated; those that are hidden already are left alone.</summary>
    public async Task HideAsync(IReadOnlyList<StoredComment> comments, CancellationToken cancellationToken)
    {
        const int MostIds = 100;
        foreach (var chunk in comments.Select(comment => comment.Resource.NodeId).OfType<string>().Chunk(MostIds))
        {
            var data = await api.QueryAsync(MinimizedQuery, new GraphQlVariables { Ids = [.. chunk] }, cancellationToken);
            foreach (var node in data.Nodes ?? [])
            {
                if (node is { Id: { } id, IsMinimized: false })
                {
                    await api.QueryAsync(MinimizeMutation, new GraphQlVariables { Id = id }, cancellationToken);
                }
            }
        }
    }

    private static CommentResource? Value(GitHubAnswer<CommentResource> answer) =>
        answer is GitHubAnswer<CommentResource>.Lost ? null : answer.OrThrow();
}
