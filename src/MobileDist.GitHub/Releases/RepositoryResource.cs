namespace MobileDist.GitHub;

/// <summary>A repository as GitHub gives it.</summary>
internal sealed record RepositoryResource
{
    public bool Private { get; init; }

    /// <summary><c>public</c>, <c>private</c> or <c>internal</c>; absent on old servers.</summary>
    public string? Visibility { get; init; }

    public bool Archived { get; init; }
}
