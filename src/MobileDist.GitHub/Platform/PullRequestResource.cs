namespace MobileDist.GitHub;

/// <summary>A pull request as GitHub gives it, in the API and, shorter, in the payload of a run after another one.</summary>
internal sealed record PullRequestResource
{
    public int Number { get; init; }

    /// <summary><c>open</c> or <c>closed</c>; absent in payloads, which list open ones only.</summary>
    public string? State { get; init; }

    /// <summary>Absent in payloads.</summary>
    public string? Title { get; init; }

    /// <summary>Markdown; absent in payloads, and null where nothing was written.</summary>
    public string? Body { get; init; }

    public PullRequestHead? Head { get; init; }
}
