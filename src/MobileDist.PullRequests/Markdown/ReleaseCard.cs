using System.Text;

namespace MobileDist.PullRequests;

/// <summary>Draws one release in full: what a comment with a single row consists of, and what the details of a longer one hold.</summary>
internal static class ReleaseCard
{
    public static void Append(StringBuilder markdown, CommentRelease release, string heading, bool withInlineQr)
    {
        markdown.Append(heading).Append(' ').Append(ReleaseWords.Name(release)).Append(' ').Append(ReleaseWords.Verdict(release)).Append("\n\n");
        foreach (var way in release.Outcome.IsInstallable ? release.Ways : [])
        {
            AppendWay(markdown, release, way, withInlineQr);
        }

        AppendParagraph(markdown, ReleaseWords.Reason(release) is { } reason ? "> " + reason : null);
        AppendParagraph(markdown, string.Join("\n>\n", ReleaseWords.Notes(release)));
        AppendFacts(markdown, release);
        foreach (var list in release.Outcome.IsInstallable ? release.Ways.SelectMany(way => way.Devices is { } devices ? DeviceWords.Folded(devices) : []) : [])
        {
            AppendParagraph(markdown, list);
        }

        AppendSmall(markdown, ReleaseWords.Digest(release));
        AppendSmall(markdown, ReleaseWords.Origin(release.Run));
    }

    private static void AppendWay(StringBuilder markdown, CommentRelease release, CommentWay way, bool withInlineQr)
    {
        if (WayWords.Call(release, way) is not { } call)
        {
            return;
        }

        // The image floats beside all that follows, so it opens the paragraph; the long forms stand below.
        AppendParagraph(markdown, QrMarkdown.Image(release, way) + call);
        AppendParagraph(markdown, WayWords.Steps(way));
        AppendParagraph(markdown, withInlineQr ? QrMarkdown.Inline(way.Qr) : null);
        if (!release.OtherWays.IsEmpty && way.Qr is QrRendering.Image)
        {
            // Two codes that float beside each other belong to nobody knows which link.
            AppendParagraph(markdown, "<br clear=\"all\">");
        }
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

    private static void AppendSmall(StringBuilder markdown, string? text) =>
        AppendParagraph(markdown, string.IsNullOrEmpty(text) ? null : $"<sub>{text}</sub>");

    private static void AppendParagraph(StringBuilder markdown, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            markdown.Append(text).Append("\n\n");
        }
    }
}
