using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>An edit.</summary>
internal sealed class AppEdit
{
    [JsonProperty("id")]
    public string? Id { get; set; }

    /// <summary>Seconds since 1970, as text.</summary>
    [JsonProperty("expiryTimeSeconds")]
    public string? ExpiryTimeSeconds { get; set; }
}
