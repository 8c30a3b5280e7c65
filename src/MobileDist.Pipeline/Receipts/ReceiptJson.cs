using System.Text.Json.Serialization;

namespace MobileDist.Pipeline.Receipts;

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    MaxDepth = 16,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(ReceiptEnums)])]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(ReceiptHeader))]
internal sealed partial class ReceiptJson : JsonSerializerContext;
