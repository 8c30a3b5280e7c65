namespace MobileDist.Build;

/// <summary>An option of the command line.</summary>
/// <param name="Name">Without dashes, as written.</param>
/// <param name="Value">What was given; null when nothing was.</param>
public sealed record CommandLineOption(string Name, string? Value)
{
    /// <summary>Whether it is one of the host's switches, which take no value.</summary>
    public bool IsFlag => ArgumentNames.Flags.Contains(Name);

    internal static CommandLineOption Parse(string argument)
    {
        var text = argument.TrimStart('-');
        var end = text.AsSpan().IndexOfAny('=', ':');
        return end < 0 ? new CommandLineOption(text, null) : new CommandLineOption(text[..end], text[(end + 1)..]);
    }

    internal bool Is(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (string.Equals(Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
