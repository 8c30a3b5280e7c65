using System.Text.Json;
using System.Text.Json.Serialization;

namespace MobileDist;

/// <summary>Members of an enum by their names, as files of ours hold them.</summary>
/// <param name="unknown">What a name stands for that a later version added: one unknown value must not cost all that lies beside it.</param>
public sealed class NamedEnumConverter<T>(T unknown) : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => Enum.TryParse<T>(reader.GetString(), out var member) && Enum.IsDefined(member) ? member : unknown,
        _ => throw new JsonException("A name is expected."),
    };

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
