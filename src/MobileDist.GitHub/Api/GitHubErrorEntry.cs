namespace MobileDist.GitHub;

/// <summary>One error among many: REST gives <see cref="Code"/>, GraphQL <see cref="Type"/>.</summary>
internal sealed record GitHubErrorEntry
{
    public string? Code { get; init; }

    public string? Type { get; init; }

    public string? Message { get; init; }
}
