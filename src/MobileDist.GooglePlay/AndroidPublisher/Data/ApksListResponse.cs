using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>All APKs of an app.</summary>
internal sealed class ApksListResponse
{
    [JsonProperty("apks")]
    public IList<Apk>? Apks { get; set; }
}
