using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>A release on a track.</summary>
internal sealed class TrackRelease
{
    [JsonProperty("name")]
    public string? Name { get; set; }

    /// <summary>Text in JSON, as every 64-bit number of Google's.</summary>
    [JsonProperty("versionCodes", ItemConverterType = typeof(Int64Text))]
    public IList<long?>? VersionCodes { get; set; }

    /// <summary><c>draft</c>, <c>inProgress</c>, <c>halted</c> or <c>completed</c>.</summary>
    [JsonProperty("status")]
    public string? Status { get; set; }

    /// <summary>Above 0 and below 1, only of releases in progress or halted.</summary>
    [JsonProperty("userFraction")]
    public double? UserFraction { get; set; }

    [JsonProperty("releaseNotes")]
    public IList<LocalizedText>? ReleaseNotes { get; set; }

    [JsonProperty("inAppUpdatePriority")]
    public int? InAppUpdatePriority { get; set; }

    /// <summary>What else Google says about the release, sent back as it came: a write replaces the whole track.</summary>
    [JsonExtensionData]
    public IDictionary<string, JToken>? Others { get; set; }
}
