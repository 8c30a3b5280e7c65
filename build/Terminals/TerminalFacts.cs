namespace MobileDist.Build;

/// <summary>What may be written to a terminal.</summary>
/// <param name="IsInteractive">Somebody is watching: lines can be rewritten in place.</param>
/// <param name="UsesColour">Escape codes for colour are welcome.</param>
/// <param name="UsesUnicode">Block characters arrive as they are.</param>
internal sealed record TerminalFacts(bool IsInteractive, bool UsesColour, bool UsesUnicode = true)
{
    /// <summary>NO_COLOR as no-color.org has it: present and not empty; TERM=dumb has neither cursor nor colour.</summary>
    public static TerminalFacts From(Func<string, string?> environment, bool isRedirected)
    {
        var interactive = !isRedirected && !string.Equals(environment("TERM"), "dumb", StringComparison.Ordinal);
        return new TerminalFacts(interactive, interactive && string.IsNullOrEmpty(environment("NO_COLOR")));
    }
}
