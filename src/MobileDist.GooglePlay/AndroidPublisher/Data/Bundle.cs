using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>An App Bundle that Play has.</summary>
internal sealed class Bundle
{
    [JsonProperty("versionCode")]
    public int? VersionCode { get; set; }

    [JsonProperty("sha1")]
    public string? Sha1 { get; set; }

    /// <summary>Hexadecimal.</summary>
    [JsonProperty("sha256")]
    public string? Sha256 { get; set; }
}
