using System.Collections.Immutable;

namespace MobileDist.AzureDevOps;

/// <summary>A thread of a pull request as the API sends it.</summary>
internal sealed record ThreadJson
{
    public int Id { get; init; }

    public bool IsDeleted { get; init; }

    public ImmutableArray<CommentJson>? Comments { get; init; }

    /// <summary>The comment that the thread began with; null when it is gone.</summary>
    public CommentJson? First => IsDeleted || Comments is not { IsDefaultOrEmpty: false } comments || comments[0] is not { IsDeleted: false } first ? null : first;
}
