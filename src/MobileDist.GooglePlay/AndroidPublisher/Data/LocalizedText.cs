using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>A text in one language.</summary>
internal sealed class LocalizedText
{
    /// <summary>BCP 47.</summary>
    [JsonProperty("language")]
    public string? Language { get; set; }

    [JsonProperty("text")]
    public string? Text { get; set; }
}
