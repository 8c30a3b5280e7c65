using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>All App Bundles of an app.</summary>
internal sealed class BundlesListResponse
{
    [JsonProperty("bundles")]
    public IList<Bundle>? Bundles { get; set; }
}
