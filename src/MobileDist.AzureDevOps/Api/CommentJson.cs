namespace MobileDist.AzureDevOps;

/// <summary>A comment as the API sends it; what is not needed is not read.</summary>
internal sealed record CommentJson
{
    public int Id { get; init; }

    public string? Content { get; init; }

    public IdentityJson? Author { get; init; }

    public bool IsDeleted { get; init; }

    /// <summary>Changes with every edit; kept as it came, because it is only compared.</summary>
    public string? LastContentUpdatedDate { get; init; }
}
