using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>A track with its releases.</summary>
internal sealed class Track
{
    /// <summary>The track's name.</summary>
    [JsonProperty("track")]
    public string? TrackValue { get; set; }

    [JsonProperty("releases")]
    public IList<TrackRelease>? Releases { get; set; }
}
