using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>A package of a release.</summary>
internal sealed class ArtifactSummary
{
    [JsonProperty("versionCode")]
    public int? VersionCode { get; set; }
}
