using System.Text.Json.Serialization;

namespace MobileDist.AzureDevOps;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 64)]
[JsonSerializable(typeof(ListJson<ThreadJson>))]
[JsonSerializable(typeof(ListJson<AttachmentJson>))]
[JsonSerializable(typeof(ConnectionJson))]
[JsonSerializable(typeof(ThreadJson))]
[JsonSerializable(typeof(CommentJson))]
[JsonSerializable(typeof(AttachmentJson))]
[JsonSerializable(typeof(ErrorJson))]
[JsonSerializable(typeof(NewThreadJson))]
[JsonSerializable(typeof(EditedCommentJson))]
internal sealed partial class AzureJson : JsonSerializerContext;
