using System.Text.Json.Serialization;

namespace MobileDist.GitHub;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 32)]
[JsonSerializable(typeof(GitHubErrorBody))]
[JsonSerializable(typeof(CommentResource[]))]
[JsonSerializable(typeof(CommentResource))]
[JsonSerializable(typeof(CommentDraft))]
[JsonSerializable(typeof(RepositoryResource))]
[JsonSerializable(typeof(ReleaseResource))]
[JsonSerializable(typeof(ReleaseDraft))]
[JsonSerializable(typeof(AssetResource[]))]
[JsonSerializable(typeof(AssetResource))]
[JsonSerializable(typeof(AssetDraft))]
[JsonSerializable(typeof(PullRequestResource[]))]
[JsonSerializable(typeof(DeploymentResource[]))]
[JsonSerializable(typeof(DeploymentResource))]
[JsonSerializable(typeof(DeploymentDraft))]
[JsonSerializable(typeof(DeploymentStatusResource[]))]
[JsonSerializable(typeof(DeploymentStatusResource))]
[JsonSerializable(typeof(DeploymentStatusDraft))]
[JsonSerializable(typeof(CheckRunPage))]
[JsonSerializable(typeof(CheckRunResource))]
[JsonSerializable(typeof(CheckRunDraft))]
internal sealed partial class GitHubJson : JsonSerializerContext;
