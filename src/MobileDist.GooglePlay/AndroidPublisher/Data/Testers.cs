using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>Who tests a track.</summary>
internal sealed class Testers
{
    /// <summary>Mail addresses of Google Groups.</summary>
    [JsonProperty("googleGroups")]
    public IList<string>? GoogleGroups { get; set; }
}
