namespace MobileDist.GitHub;

/// <summary>A check run that has ended, as GitHub takes it.</summary>
internal sealed record CheckRunDraft
{
    public required string Name { get; init; }

    /// <summary>For a new one; an old one keeps its own.</summary>
    public string? HeadSha { get; init; }

    public required string ExternalId { get; init; }

    public string Status { get; init; } = "completed";

    /// <summary><c>success</c>, <c>failure</c>, <c>neutral</c>, <c>skipped</c>.</summary>
    public required string Conclusion { get; init; }

    /// <summary>Where the link beside it leads; the run where there is none for phones.</summary>
    public string? DetailsUrl { get; init; }

    public required CheckRunOutput Output { get; init; }
}
