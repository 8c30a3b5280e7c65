namespace MobileDist.GitHub;

/// <summary>A file of a release as GitHub gives it.</summary>
internal sealed record AssetResource
{
    public long Id { get; init; }

    public string Name { get; init; } = "";

    public string? Label { get; init; }

    /// <summary><c>uploaded</c>, or <c>starter</c> while (or because) the upload did not end.</summary>
    public string? State { get; init; }

    public long Size { get; init; }

    /// <summary><c>sha256:…</c>; absent on old servers.</summary>
    public string? Digest { get; init; }

    public string? BrowserDownloadUrl { get; init; }
}
