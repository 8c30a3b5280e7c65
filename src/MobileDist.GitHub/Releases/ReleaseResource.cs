namespace MobileDist.GitHub;

/// <summary>A release as GitHub gives it.</summary>
internal sealed record ReleaseResource
{
    public long Id { get; init; }

    public string? HtmlUrl { get; init; }

    /// <summary>A template: what stands in braces at its end is no part of the address.</summary>
    public string? UploadUrl { get; init; }

    public string? Body { get; init; }
}
