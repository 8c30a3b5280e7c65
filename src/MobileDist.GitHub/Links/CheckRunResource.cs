namespace MobileDist.GitHub;

/// <summary>A check run as GitHub gives it.</summary>
internal sealed record CheckRunResource
{
    public long Id { get; init; }

    /// <summary>What its maker calls it.</summary>
    public string? ExternalId { get; init; }

    public string? HtmlUrl { get; init; }
}
