using System.Text.Json;
using System.Text.Json.Serialization;

namespace MobileDist.Build;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IEnumerable<RunOutput>))]
internal sealed partial class RunOutputJson : JsonSerializerContext;
