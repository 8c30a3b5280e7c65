using System.Text;

namespace MobileDist.GitHub;

/// <summary>
/// Commands to the runner on standard output: <c>::name property=value,…::data</c>
/// (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands).
/// </summary>
internal static class WorkflowCommand
{
    public static string For(string name, string data, params ReadOnlySpan<(string Name, string? Value)> properties)
    {
        var command = new StringBuilder("::").Append(name);
        var separator = ' ';
        foreach (var (property, value) in properties)
        {
            if (!string.IsNullOrEmpty(value))
            {
                command.Append(separator).Append(property).Append('=').Append(EscapeProperty(value));
                separator = ',';
            }
        }

        return command.Append("::").Append(EscapeData(data)).ToString();
    }

    /// <summary>
    /// A line that is no command, whatever it holds: the runner obeys <c>::</c> at its start, after blanks, and
    /// <c>##[</c> anywhere in it. A word joiner, which nobody sees, comes between.
    /// </summary>
    public static string Defuse(string line)
    {
        var text = line.Replace("##[", "##\u2060[", StringComparison.Ordinal);
        var start = text.AsSpan().TrimStart();
        return start.StartsWith("::", StringComparison.Ordinal) ? $"{text.AsSpan(0, text.Length - start.Length)}\u2060{start}" : text;
    }

    private static string EscapeData(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string EscapeProperty(string text) => EscapeData(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
