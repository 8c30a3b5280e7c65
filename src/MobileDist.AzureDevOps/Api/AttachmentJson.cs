namespace MobileDist.AzureDevOps;

/// <summary>A file at a pull request.</summary>
internal sealed record AttachmentJson
{
    public string? DisplayName { get; init; }

    public string? Url { get; init; }
}
