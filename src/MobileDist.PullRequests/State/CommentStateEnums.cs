using System.Text.Json;
using System.Text.Json.Serialization;

namespace MobileDist.PullRequests;

/// <summary>What a value of a later version counts as: a link as one with a limit, a way as one that nobody can install by.</summary>
internal sealed class CommentStateEnums : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        typeToConvert == typeof(LinkReach) ? new NamedEnumConverter<LinkReach>(LinkReach.Network)
        : typeToConvert == typeof(WayAvailability) ? new NamedEnumConverter<WayAvailability>(WayAvailability.No)
        : throw new NotSupportedException($"Nothing is said about an unknown value of '{typeToConvert.Name}'.");
}
