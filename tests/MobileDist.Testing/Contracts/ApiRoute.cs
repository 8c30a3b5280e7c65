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
            if (Suffix(template[at]) is { } suffix)
            {
                if (!path[at].EndsWith(suffix, StringComparison.Ordinal))
                {
                    return -1;
                }

                literal += suffix.Length > 0 ? 1 : 0;
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
            pair => pair.segment[1..pair.segment.IndexOf('}', StringComparison.Ordinal)],
            pair => Uri.UnescapeDataString((pair.at < template.Length - 1 ? path[pair.at] : string.Join('/', path[pair.at..]))[..^Suffix(pair.segment)!.Length]),
            StringComparer.Ordinal);

    private static bool IsVariable(string segment) => Suffix(segment) is not null;

    /// <summary>What follows a variable in its segment, as Google's verbs do: <c>{editId}:commit</c>. Null where there is none.</summary>
    private static string? Suffix(string segment) =>
        segment.StartsWith('{') && segment.IndexOf('}', StringComparison.Ordinal) is > 0 and var end && (end == segment.Length - 1 || segment[end + 1] == ':') ? segment[(end + 1)..] : null;
}
