namespace MobileDist.AzureDevOps;

/// <summary>The body of a refusal.</summary>
internal sealed record ErrorJson
{
    public string? Message { get; init; }

    /// <summary>The kind of error: <c>GitNeedsPermissionException</c>.</summary>
    public string? TypeKey { get; init; }
}
