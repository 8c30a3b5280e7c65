using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>How far a release is.</summary>
internal sealed class ReleaseSummary
{
    [JsonProperty("releaseName")]
    public string? ReleaseName { get; set; }

    [JsonProperty("track")]
    public string? Track { get; set; }

    /// <summary><c>RELEASE_LIFECYCLE_STATE_PUBLISHED</c> and others.</summary>
    [JsonProperty("releaseLifecycleState")]
    public string? ReleaseLifecycleState { get; set; }

    [JsonProperty("activeArtifacts")]
    public IList<ArtifactSummary>? ActiveArtifacts { get; set; }
}
