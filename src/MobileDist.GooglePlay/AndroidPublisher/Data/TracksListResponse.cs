using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>All tracks of an app.</summary>
internal sealed class TracksListResponse
{
    [JsonProperty("tracks")]
    public IList<Track>? Tracks { get; set; }
}
