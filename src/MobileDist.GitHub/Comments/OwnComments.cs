namespace MobileDist.GitHub;

/// <summary>What one call has written so far.</summary>
internal sealed class OwnComments
{
    private string? _expectedBody;
    private HashSet<long> _before = [];

    /// <summary>Whether this call changed anything, so that it may have overwritten somebody.</summary>
    public bool HasWritten { get; set; }

    /// <summary>The comments that this call created.</summary>
    public HashSet<long> Created { get; } = [];

    /// <summary>The answer to a creation got lost: a comment with this text, not among those that were there, is it.</summary>
    public void Expect(string body, IEnumerable<StoredComment> before)
    {
        _expectedBody = body;
        _before = [.. before.Select(comment => comment.Resource.Id)];
    }

    public void Recognise(IEnumerable<StoredComment> comments)
    {
        if (_expectedBody is null)
        {
            return;
        }

        // GitHub may hand line ends and the last line back in another form.
        var found = comments.FirstOrDefault(comment => !_before.Contains(comment.Resource.Id)
            && string.Equals(comment.Resource.Body?.ReplaceLineEndings("\n").Trim(), _expectedBody.Trim(), StringComparison.Ordinal));
        if (found is not null)
        {
            Created.Add(found.Resource.Id);
            _expectedBody = null;
        }
    }
}
