using System.Text;
using System.Text.RegularExpressions;

namespace MobileDist.AzureDevOps;

/// <summary>
/// The agent's logging commands: <c>##vso[area.event name=value;]data</c>
/// (learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands). The agent obeys them anywhere in a line, so
/// what is no command of ours must not read like one.
/// </summary>
internal static partial class LoggingCommand
{
    /// <summary>A command in one line; properties without a value are left out.</summary>
    public static string Format(string name, string data, params ReadOnlySpan<(string Name, string? Value)> properties)
    {
        var command = new StringBuilder("##vso[").Append(name);
        var separator = ' ';
        foreach (var (property, value) in properties)
        {
            if (!string.IsNullOrEmpty(value))
            {
                command.Append(separator).Append(property).Append('=').Append(Property(value));
                separator = ';';
            }
        }

        return command.Append(']').Append(Data(data)).ToString();
    }

    /// <summary>The text with every start of a command torn apart; the text stays readable.</summary>
    public static string Defuse(string text) => Start.Replace(text, "# #${rest}");

    private static string Data(string text) => text
        .Replace("%", "%AZP25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(";", "%3B", StringComparison.Ordinal)
        .Replace("]", "%5D", StringComparison.Ordinal);

    // The keyword alone already makes the agent warn of a command that it cannot read.
    [GeneratedRegex(@"##(?<rest>vso|\[)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Start { get; }
}
