using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MobileDist.PullRequests;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    Converters = [typeof(CommentStateEnums)],
    MaxDepth = 10)]
[JsonSerializable(typeof(ImmutableArray<ReleaseState>))]
internal sealed partial class CommentStateJson : JsonSerializerContext;
