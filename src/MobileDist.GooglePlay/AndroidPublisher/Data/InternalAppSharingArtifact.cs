using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>A package in internal app sharing.</summary>
internal sealed class InternalAppSharingArtifact
{
    /// <summary>The link for testers.</summary>
    [JsonProperty("downloadUrl")]
    public string? DownloadUrl { get; set; }

    /// <summary>SHA-256 of the certificate that Google signed it with, in pairs of digits.</summary>
    [JsonProperty("certificateFingerprint")]
    public string? CertificateFingerprint { get; set; }

    /// <summary>Of the package; hexadecimal by the description, base64 in real answers.</summary>
    [JsonProperty("sha256")]
    public string? Sha256 { get; set; }
}
