using Newtonsoft.Json;

namespace Google.Apis.AndroidPublisher.v3.Data;

/// <summary>The answer to an upload of such a file.</summary>
internal sealed class DeobfuscationFilesUploadResponse
{
    [JsonProperty("deobfuscationFile")]
    public DeobfuscationFile? DeobfuscationFile { get; set; }
}
