using System.Text;

namespace MobileDist.PullRequests;

/// <summary>Draws one release in full: what a comment with a single row consists of, and what the details of a longer one hold.</summary>
internal static class ReleaseCard
{
    public static void Append(StringBuilder markdown, CommentRelease release, string heading, bool withInlineQr)
    {
        markdown.Append(heading).Append(' ').Append(ReleaseWords.Name(release)).Append(' ').Append(ReleaseWords.Verdict(release)).Append("\n\n");
        if (release.Outcome.IsInstallable)
        {
            markdown.Append(QrMarkdown.Draw(release, withInlineQr));
        }

        AppendParagraph(markdown, ReleaseWords.Call(release));
        AppendParagraph(markdown, ReleaseWords.Reason(release) is { } reason ? "> " + reason : null);
        AppendParagraph(markdown, string.Join("\n>\n", ReleaseWords.Notes(release)));
        AppendFacts(markdown, release);
        AppendParagraph(markdown, ReleaseWords.Origin(release.Run) is { Length: > 0 } origin ? $"<sub>{origin}</sub>" : null);
    }

    private static void AppendFacts(StringBuilder markdown, CommentRelease release)
    {
        var isFirst = true;
        foreach (var (name, value) in ReleaseWords.Facts(release))
        {
            markdown.Append("| ").Append(name).Append(" | ").Append(value).Append(" |\n");
            if (isFirst)
            {
                // The most important fact stands in the head of the table; one without a head does not exist in Markdown.
                markdown.Append("| :-- | :-- |\n");
                isFirst = false;
            }
        }

        markdown.Append('\n');
    }

    private static void AppendParagraph(StringBuilder markdown, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            markdown.Append(text).Append("\n\n");
        }
    }
}
