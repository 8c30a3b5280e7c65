using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>What Play made of one version code.</summary>
internal sealed class GeneratedApksListResponse
{
    [JsonProperty("generatedApks")]
    public IList<GeneratedApksPerSigningKey>? GeneratedApks { get; set; }
}
