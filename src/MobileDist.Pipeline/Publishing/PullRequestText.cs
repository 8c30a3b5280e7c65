using System.Text.RegularExpressions;
using MobileDist.PullRequests;

namespace MobileDist.Pipeline.Publishing;

/// <summary>What a pull request says about itself, for testers.</summary>
internal static partial class PullRequestText
{
    /// <summary>Title and text; empty outside of pull requests.</summary>
    public static string Of(CiFacts facts)
    {
        var body = facts.PullRequestText is { } text ? HtmlComment().Replace(text.ReplaceLineEndings("\n"), "").Trim() : "";
        return string.Join("\n\n", new[] { facts.PullRequestTitle?.Trim(), body }.Where(part => !string.IsNullOrEmpty(part)));
    }

    // Templates of pull requests are full of hints that are not for testers.
    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HtmlComment();
}
