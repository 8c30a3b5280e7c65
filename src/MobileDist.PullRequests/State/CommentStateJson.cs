using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MobileDist.PullRequests;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    MaxDepth = 10)]
[JsonSerializable(typeof(ImmutableArray<ReleaseState>))]
internal sealed partial class CommentStateJson : JsonSerializerContext;
