using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>One APK for all devices.</summary>
internal sealed class GeneratedUniversalApk
{
    [JsonProperty("downloadId")]
    public string? DownloadId { get; set; }
}
