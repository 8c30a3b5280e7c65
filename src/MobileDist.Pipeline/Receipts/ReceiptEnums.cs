using System.Text.Json;
using System.Text.Json.Serialization;
using MobileDist.InstallLinks;

namespace MobileDist.Pipeline.Receipts;

/// <summary>What a value of a later version counts as: a stage as not done, a build as one that nobody can install, a link as one with a limit.</summary>
internal sealed class ReceiptEnums : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        typeToConvert == typeof(StageState) ? new NamedEnumConverter<StageState>(StageState.Begun)
        : typeToConvert == typeof(Availability) ? new NamedEnumConverter<Availability>(Availability.No)
        : typeToConvert == typeof(ReachScope) ? new NamedEnumConverter<ReachScope>(ReachScope.Network)
        : throw new NotSupportedException($"Nothing is said about an unknown value of '{typeToConvert.Name}'.");
}
