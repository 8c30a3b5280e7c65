using System.Collections.Immutable;

namespace MobileDist.GitHub;

/// <summary>The body of GitHub's errors.</summary>
internal sealed record GitHubErrorBody
{
    public string? Message { get; init; }

    public ImmutableArray<GitHubErrorEntry>? Errors { get; init; }
}
