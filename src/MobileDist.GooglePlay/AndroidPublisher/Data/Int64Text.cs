using System.Globalization;
using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>64-bit numbers, which Google's JSON holds as text.</summary>
internal sealed class Int64Text : JsonConverter<long?>
{
    public override long? ReadJson(JsonReader reader, Type objectType, long? existingValue, bool hasExistingValue, JsonSerializer serializer) => reader.Value switch
    {
        null => null,
        long number => number,
        string text when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
        var other => throw new JsonSerializationException($"'{other}' is no 64-bit number."),
    };

    public override void WriteJson(JsonWriter writer, long? value, JsonSerializer serializer) => writer.WriteValue(value?.ToString(CultureInfo.InvariantCulture));
}
