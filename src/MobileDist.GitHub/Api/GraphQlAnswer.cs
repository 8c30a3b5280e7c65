namespace MobileDist.GitHub;

/// <summary>The body of a GraphQL answer.</summary>
internal sealed record GraphQlAnswer
{
    public GraphQlData? Data { get; init; }

    public GitHubErrorEntry[]? Errors { get; init; }
}
