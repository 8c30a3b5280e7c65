using System.Collections.Immutable;

namespace MobileDist.AzureDevOps;

/// <summary>A thread to create; closed, so that it holds up nobody where all comments have to be resolved.</summary>
internal sealed record NewThreadJson(ImmutableArray<NewCommentJson> Comments)
{
    public string Status { get; init; } = "closed";
}
