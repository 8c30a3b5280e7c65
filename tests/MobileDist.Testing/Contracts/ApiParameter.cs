using System.Text.Json;

namespace MobileDist.Testing;

/// <summary>A parameter in a path or query.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Place"><c>path</c>, <c>query</c> or <c>header</c>.</param>
/// <param name="IsRequired">Whether a request without it is wrong.</param>
/// <param name="Schema">Its type.</param>
internal sealed record ApiParameter(string Name, string Place, bool IsRequired, JsonElement Schema);
