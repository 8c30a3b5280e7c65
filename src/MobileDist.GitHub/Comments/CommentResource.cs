namespace MobileDist.GitHub;

/// <summary>A comment as GitHub gives it; comments of pull requests are those of issues.</summary>
internal sealed record CommentResource
{
    public long Id { get; init; }

    public string? NodeId { get; init; }

    public string? Body { get; init; }

    public string? HtmlUrl { get; init; }

    public AccountResource? User { get; init; }
}
