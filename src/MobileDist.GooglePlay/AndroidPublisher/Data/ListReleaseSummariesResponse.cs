using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>The releases of a track, 20 at most.</summary>
internal sealed class ListReleaseSummariesResponse
{
    [JsonProperty("releases")]
    public IList<ReleaseSummary>? Releases { get; set; }
}
