using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>Details of an app.</summary>
internal sealed class AppDetails
{
    /// <summary>BCP 47.</summary>
    [JsonProperty("defaultLanguage")]
    public string? DefaultLanguage { get; set; }
}
