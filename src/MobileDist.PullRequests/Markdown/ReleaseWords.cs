using System.Globalization;

namespace MobileDist.PullRequests;

/// <summary>The words for one release that card and table share; all of it escaped.</summary>
internal static class ReleaseWords
{
    private const int ReasonLength = 400;
    private const int ShortHash = 10;

    /// <summary><c>Sample 1.2.0 (42) for Android</c>.</summary>
    public static string Name(CommentRelease release) =>
        $"{MarkdownText.Escape(release.App, 80)}{(Version(release) is { Length: > 0 } version ? " " + version : "")} for {MarkdownText.Escape(release.Platform, 30)}";

    /// <summary><c>1.2.0 (42)</c>; empty when nothing is known.</summary>
    public static string Version(CommentRelease release) => (release.Version, release.BuildNumber) switch
    {
        ({ } version, { } build) => $"{MarkdownText.Escape(version, 60)} ({MarkdownText.Escape(build, 60)})",
        ({ } version, null) => MarkdownText.Escape(version, 60),
        (null, { } build) => $"build {MarkdownText.Escape(build, 60)}",
        _ => "",
    };

    /// <summary>The end of the sentence that begins with the name.</summary>
    public static string Verdict(CommentRelease release) => release.Outcome switch
    {
        CommentOutcome.Published when release.Link?.Reach == LinkReach.ThisComputer => "is signed and ready",
        CommentOutcome.Published when IsReady(release) => "is ready to test",
        CommentOutcome.Published when release.Ways.Any(way => way.Availability == WayAvailability.AfterReview) => "waits for review",
        CommentOutcome.Published => "cannot be installed yet",
        CommentOutcome.Failed => "failed",
        CommentOutcome.Skipped => "was skipped",
        _ => "is no longer available",
    };

    /// <summary>Whether somebody can install it now.</summary>
    public static bool IsReady(CommentRelease release) => release.Outcome.IsInstallable && release.Ways.Any(way => way.Availability == WayAvailability.Now);

    /// <summary>Why there is nothing to install; null when there is.</summary>
    public static string? Reason(CommentRelease release) => release.Outcome switch
    {
        CommentOutcome.Failed failed => "❌ " + MarkdownText.Escape(failed.Reason, ReasonLength),
        CommentOutcome.Skipped skipped => "⏭️ " + MarkdownText.Escape(skipped.Reason, ReasonLength),
        CommentOutcome.Withdrawn withdrawn => $"The link was taken down on {Moment(withdrawn.At)}: {MarkdownText.Escape(withdrawn.Reason, ReasonLength)}",
        _ => null,
    };

    /// <summary>The notes, those of its ways among them, each a line of a quotation; empty when there are none.</summary>
    public static IEnumerable<string> Notes(CommentRelease release)
    {
        foreach (var note in release.Outcome.IsInstallable ? release.Ways.SelectMany(WayWords.Notes) : [])
        {
            yield return note;
        }

        foreach (var note in release.Notes)
        {
            yield return $"> {(note.IsWarning ? "⚠️" : "ℹ️")} {MarkdownText.Escape(note.Text, ReasonLength)}";
        }
    }

    /// <summary>Names and values for the table of facts.</summary>
    public static IEnumerable<(string Name, string Value)> Facts(CommentRelease release)
    {
        if (Version(release) is { Length: > 0 } version)
        {
            yield return ("Version", version);
        }

        yield return ("Platform", MarkdownText.Escape(release.Platform, 30));
        if (release.Identifier is { } identifier)
        {
            yield return ("App ID", MarkdownText.Code(identifier));
        }

        if (release.Size is { } size)
        {
            yield return ("Size", ByteCount.Text(size));
        }

        foreach (var fact in release.Outcome.IsInstallable ? release.Ways.SelectMany(way => WayWords.Facts(way, release.OtherWays.IsEmpty)) : [])
        {
            yield return fact;
        }
    }

    /// <summary>The package's digest as one small line, too wide for the table beside the QR code; null when unknown.</summary>
    public static string? Digest(CommentRelease release) => release.Sha256 is { } digest ? $"SHA-256 {MarkdownText.Code(digest)}" : null;

    /// <summary>Commit, run and time as one small line; empty when nothing is known.</summary>
    public static string Origin(CommentRun run)
    {
        var parts = new List<string>();
        if (run.Commit is { } commit)
        {
            parts.Add("Commit " + MarkdownLink.Inline(MarkdownText.Code(commit[..Math.Min(commit.Length, ShortHash)]), run.CommitLink));
        }

        if (MarkdownLink.Safe(run.Link) is { } link)
        {
            parts.Add($"[{(run.Number == 0 ? "Run" : $"Run {run.Number}")}]({link})");
        }

        if (run.At is { } at)
        {
            parts.Add(Moment(at));
        }

        return string.Join(" · ", parts);
    }

    public static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
