namespace MobileDist.Testing;

/// <summary>Where an operation is found. What the description says of it is read when somebody asks: large descriptions have a thousand others.</summary>
internal sealed class ApiRoute(string method, string[] template, Func<ApiOperation> read)
{
    private readonly Lazy<ApiOperation> _operation = new(read);

    public string Method => method;

    public ApiOperation Operation => _operation.Value;

    /// <summary>How many segments are spelled out, or -1 when the path does not fit. The best fit is the one meant.</summary>
    public int Fit(string[] path)
    {
        if (path.Length < template.Length || (path.Length > template.Length && (template.Length == 0 || !IsVariable(template[^1]))))
        {
            return -1;
        }

        var literal = 0;
        for (var at = 0; at < template.Length; at++)
        {
            if (IsVariable(template[at]))
            {
                continue;
            }

            if (!string.Equals(Uri.UnescapeDataString(path[at]), template[at], StringComparison.OrdinalIgnoreCase))
            {
                return -1;
            }

            literal++;
        }

        return path.Length == template.Length || Operation.IsLastSegmentOpen ? literal : -1;
    }

    /// <summary>What the path gives for its variables.</summary>
    public Dictionary<string, string> Variables(string[] path) => template
        .Select((segment, at) => (segment, at))
        .Where(pair => IsVariable(pair.segment))
        .ToDictionary(
            pair => pair.segment[1..^1],
            pair => Uri.UnescapeDataString(pair.at < template.Length - 1 ? path[pair.at] : string.Join('/', path[pair.at..])),
            StringComparer.Ordinal);

    private static bool IsVariable(string segment) => segment.StartsWith('{') && segment.EndsWith('}');
}
