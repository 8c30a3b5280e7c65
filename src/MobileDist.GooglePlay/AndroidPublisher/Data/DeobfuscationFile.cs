using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>A file that makes crash reports readable.</summary>
internal sealed class DeobfuscationFile
{
    /// <summary><c>proguard</c> or <c>nativeCode</c>.</summary>
    [JsonProperty("symbolType")]
    public string? SymbolType { get; set; }
}
