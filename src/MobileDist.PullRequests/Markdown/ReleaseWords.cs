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
        CommentOutcome.Published => "is ready to test",
        CommentOutcome.Failed => "failed",
        CommentOutcome.Skipped => "was skipped",
        _ => "is no longer available",
    };

    /// <summary>Why there is nothing to install; null when there is.</summary>
    public static string? Reason(CommentRelease release) => release.Outcome switch
    {
        CommentOutcome.Failed failed => "❌ " + MarkdownText.Escape(failed.Reason, ReasonLength),
        CommentOutcome.Skipped skipped => "⏭️ " + MarkdownText.Escape(skipped.Reason, ReasonLength),
        CommentOutcome.Withdrawn withdrawn => $"The link was taken down on {Moment(withdrawn.At)}: {MarkdownText.Escape(withdrawn.Reason, ReasonLength)}",
        _ => null,
    };

    /// <summary>What to do with the link, or where the page lies when nobody else can open it.</summary>
    public static string? Call(CommentRelease release)
    {
        if (!release.Outcome.IsInstallable || release.Link is not { } link)
        {
            return null;
        }

        return link.Reach == LinkReach.ThisComputer || MarkdownLink.Safe(link.Address) is null
            ? $"The install page is on the machine that ran this: {MarkdownText.Code(link.Address, ReasonLength)}"
            : $"**[Install {MarkdownText.Escape(release.App, 80)}]({MarkdownLink.Safe(link.Address)})** on your phone{(release.Qr is QrRendering.None ? "" : ": tap the link there, or scan the code")}.";
    }

    /// <summary>The notes, the link's own among them, each a line of a quotation; empty when there are none.</summary>
    public static IEnumerable<string> Notes(CommentRelease release)
    {
        if (release.Outcome.IsInstallable && release.Link is { Reason: { } reason, Reach: not LinkReach.Internet })
        {
            yield return "> ⚠️ " + MarkdownText.Escape(reason, ReasonLength);
        }

        if (release is { Outcome.IsInstallable: true, Devices: { } devices } && DeviceWords.Missing(devices) is { } missing)
        {
            yield return missing;
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

        if (release.Outcome.IsInstallable && Who(release) is { } who)
        {
            yield return ("Who can install", who);
        }

        if (release is { Outcome.IsInstallable: true, Devices: { } listed } && DeviceWords.Line(listed) is { } names)
        {
            yield return ("Among them", names);
        }

        if (release is { Outcome.IsInstallable: true, Devices.ProfileExpires: { } opensUntil })
        {
            yield return ("App opens until", Moment(opensUntil));
        }

        if (release.Expires is { } expires && release.Outcome.IsInstallable)
        {
            yield return ("Link works until", Moment(expires));
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

    private static string? Who(CommentRelease release) => release switch
    {
        { Devices: { } devices } => DeviceWords.Who(devices),
        { Audience: { } audience } => MarkdownText.Escape(audience),
        _ => null,
    };
}
