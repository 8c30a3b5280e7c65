using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>What is known of an APK's bytes.</summary>
internal sealed class ApkBinary
{
    [JsonProperty("sha1")]
    public string? Sha1 { get; set; }

    /// <summary>Hexadecimal.</summary>
    [JsonProperty("sha256")]
    public string? Sha256 { get; set; }
}
