using System.Text;

namespace MobileDist.PullRequests;

/// <summary>Draws many releases as one table, a line each.</summary>
internal static class ReleaseTable
{
    private const int ReasonLength = 120;

    public static void Append(StringBuilder markdown, IReadOnlyList<CommentRelease> releases, int shown)
    {
        AppendTitle(markdown, releases);
        if (shown > 0)
        {
            markdown.Append("| App | Platform | Version | Size | Until | |\n| :-- | :-- | :-- | --: | :-- | :-- |\n");
        }

        foreach (var release in releases.Take(shown))
        {
            AppendLine(markdown, release);
        }

        markdown.Append(shown > 0 ? "\n" : "");
        if (shown < releases.Count)
        {
            AppendCount(markdown, [.. releases.Skip(shown)], shown > 0);
        }
    }

    private static void AppendTitle(StringBuilder markdown, IReadOnlyList<CommentRelease> releases)
    {
        var ready = releases.Count(ReleaseWords.IsReady);
        var builds = releases.Count == 1 ? "1 build" : $"{releases.Count} builds";
        markdown.Append(ready switch
        {
            0 => $"### None of {builds} can be installed",
            _ when ready == releases.Count => $"### {builds} ready to test",
            _ => $"### {ready} of {builds} ready to test",
        }).Append("\n\n");
    }

    private static void AppendLine(StringBuilder markdown, CommentRelease release)
    {
        var size = release.Size is { } bytes ? ByteCount.Text(bytes).Replace(' ', '\u00A0') : "";
        var expires = release.Expires is { } moment && release.Outcome.IsInstallable ? ReleaseWords.Day(moment) : "";
        markdown.Append("| ").Append(MarkdownText.Escape(release.App, 60)).Append(" | ").Append(MarkdownText.Escape(release.Platform, 30))
            .Append(" | ").Append(ReleaseWords.Version(release)).Append(" | ").Append(size).Append(" | ").Append(expires)
            .Append(" | ").Append(State(release)).Append(" |\n");
    }

    private static string State(CommentRelease release) => release.Outcome switch
    {
        CommentOutcome.Published => string.Join(" · ", release.Ways.Select(WayWords.Cell)),
        CommentOutcome.Failed failed => "❌ " + MarkdownText.Escape(failed.Reason, ReasonLength),
        CommentOutcome.Skipped skipped => "⏭️ " + MarkdownText.Escape(skipped.Reason, ReasonLength),
        _ => "no longer available",
    };

    private static void AppendCount(StringBuilder markdown, IReadOnlyList<CommentRelease> rest, bool isRest)
    {
        string[] parts =
        [
            .. Part(rest.Count(release => ReleaseWords.IsReady(release)), "ready"),
            .. Part(rest.Count(release => release.Outcome is CommentOutcome.Published && !ReleaseWords.IsReady(release)), "waiting"),
            .. Part(rest.Count(release => release.Outcome is CommentOutcome.Failed), "failed"),
            .. Part(rest.Count(release => release.Outcome is CommentOutcome.Skipped), "skipped"),
            .. Part(rest.Count(release => release.Outcome is CommentOutcome.Withdrawn), "no longer available"),
        ];
        markdown.Append(isRest ? $"And {rest.Count} more, for which there is no room here: " : $"{rest.Count} builds, for which there is no room here: ")
            .Append(string.Join(", ", parts)).Append(". See the summary of the run.\n\n");
    }

    private static string[] Part(int count, string word) => count == 0 ? [] : [$"{count} {word}"];
}
