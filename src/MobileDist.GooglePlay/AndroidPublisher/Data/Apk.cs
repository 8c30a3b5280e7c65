using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>An APK that Play has.</summary>
internal sealed class Apk
{
    [JsonProperty("versionCode")]
    public int? VersionCode { get; set; }

    [JsonProperty("binary")]
    public ApkBinary? Binary { get; set; }
}
