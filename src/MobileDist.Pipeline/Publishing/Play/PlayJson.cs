using System.Text.Json.Serialization;

namespace MobileDist.Pipeline.Publishing.Play;

[JsonSourceGenerationOptions(
    MaxDepth = 8,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlayResume))]
internal sealed partial class PlayJson : JsonSerializerContext;
