using System.Text.Json.Serialization;

namespace MobileDist.Pipeline.Publishing.TestFlight;

[JsonSourceGenerationOptions(
    MaxDepth = 8,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(TestFlightResume))]
internal sealed partial class TestFlightJson : JsonSerializerContext;
