namespace MobileDist.GitHub;

/// <summary>A refusal by GitHub.</summary>
/// <param name="Kind">What to do about it.</param>
/// <param name="Detail">GitHub's own words, one clean line.</param>
/// <param name="Asks">The permissions that GitHub says it wants (<c>pull_requests=write</c>), where it says so.</param>
internal sealed record GitHubFailure(GitHubFailureKind Kind, string Detail, string? Asks = null);
