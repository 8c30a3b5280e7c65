namespace MobileDist.GitHub;

/// <summary>The repository that a change lies in.</summary>
internal sealed record PullRequestRepository
{
    public long Id { get; init; }
}
