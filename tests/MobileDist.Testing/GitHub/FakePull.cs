namespace MobileDist.Testing.GitHub;

/// <summary>A pull request of the fake, as far as it is searched by its head.</summary>
public sealed record FakePull(int Number, string Owner, string Branch, string Sha)
{
    /// <summary>The repository that the branch is in; null when the fork was deleted.</summary>
    public long? RepositoryId { get; init; } = 1;

    public string State { get; init; } = "open";
}
