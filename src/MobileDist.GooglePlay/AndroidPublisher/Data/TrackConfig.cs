using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>A track to create; only closed testing can be.</summary>
internal sealed class TrackConfig
{
    /// <summary>Its name.</summary>
    [JsonProperty("track")]
    public string? Track { get; set; }

    /// <summary><c>CLOSED_TESTING</c>.</summary>
    [JsonProperty("type")]
    public string? Type { get; set; }

    /// <summary><c>DEFAULT</c>, <c>WEAR</c> or <c>AUTOMOTIVE</c>.</summary>
    [JsonProperty("formFactor")]
    public string? FormFactor { get; set; }
}
