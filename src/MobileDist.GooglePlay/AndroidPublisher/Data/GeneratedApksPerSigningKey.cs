using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>What Play made, signed with one key.</summary>
internal sealed class GeneratedApksPerSigningKey
{
    [JsonProperty("certificateSha256Hash")]
    public string? CertificateSha256Hash { get; set; }

    /// <summary>Not there for every bundle.</summary>
    [JsonProperty("generatedUniversalApk")]
    public GeneratedUniversalApk? GeneratedUniversalApk { get; set; }
}
