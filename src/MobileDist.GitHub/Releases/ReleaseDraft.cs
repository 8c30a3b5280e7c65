namespace MobileDist.GitHub;

/// <summary>A release as GitHub takes it. Without a target the tag stands on the default branch, which needs no further permission.</summary>
internal sealed record ReleaseDraft
{
    public string? TagName { get; init; }

    public string? Name { get; init; }

    public string? Body { get; init; }

    public bool? Prerelease { get; init; }

    /// <summary><c>false</c>: a text at GitHub.</summary>
    public string? MakeLatest { get; init; }
}
