using System.Globalization;
using System.Text;

namespace MobileDist.PullRequests;

/// <summary>The words for one way to the testers; all of it escaped.</summary>
internal static class WayWords
{
    private const int ReasonLength = 400;
    private const int TitleLength = 40;

    /// <summary>What to do with the link, or where the page lies when nobody else can open it; null when there is neither link nor name.</summary>
    public static string? Call(CommentRelease release, CommentWay way)
    {
        var app = MarkdownText.Escape(release.App, 80);
        return (way.Link, way.Title) switch
        {
            (null, null) => null,
            (null, { } title) => $"{Install(way)}{app} with **{MarkdownText.Escape(title, TitleLength)}**{Ending(way, way.Steps.IsEmpty ? "." : ":", ".")}",
            ({ } link, null) when Address(link) is null =>
                $"The install page is on the machine that ran this: {MarkdownText.Code(link.Address, ReasonLength)}",
            ({ } link, null) => $"**[Install {app}]({Address(link)})** on your phone{Scan(way)}.",
            ({ } link, { } title) => $"**{MarkdownLink.Inline($"{Install(way)}{app} with {MarkdownText.Escape(title, TitleLength)}", Address(link))}**"
                + Ending(way, $" on your phone{Scan(way)}.", "."),
        };
    }

    /// <summary>What a tester does, as a numbered list; null when following the link is all.</summary>
    public static string? Steps(CommentWay way)
    {
        var list = new StringBuilder();
        for (var at = 0; at < way.Steps.Length; at++)
        {
            var step = way.Steps[at];
            list.Append(CultureInfo.InvariantCulture, $"{at + 1}. ").Append(MarkdownLink.Inline(MarkdownText.Escape(step.Text), step.Link)).Append('\n');
        }

        return list.Length == 0 ? null : list.ToString().TrimEnd('\n');
    }

    /// <summary>The link in a table's cell.</summary>
    public static string Cell(CommentWay way)
    {
        var name = way.Title is { } title ? MarkdownText.Escape(title, TitleLength) : "Install";
        return way switch
        {
            { Link: { } link } when Address(link) is { } address => $"**[{name}]({address})**{Later(way)}",
            { Title: not null } => name + Later(way),
            _ => "ready, on the machine that ran this",
        };
    }

    /// <summary>Why it cannot be installed now, or not from everywhere: a line of a quotation each.</summary>
    public static IEnumerable<string> Notes(CommentWay way)
    {
        if (way is { Availability: not WayAvailability.Now, AvailabilityReason: { } later })
        {
            var lead = way.Title is { } title ? MarkdownText.Escape(title, TitleLength) + ": " : "";
            yield return $"> {(way.Availability == WayAvailability.AfterReview ? "⏳" : "⚠️")} {lead}{MarkdownText.Escape(later, ReasonLength)}";
        }

        if (way.Link is { Reason: { } reason, Reach: not LinkReach.Internet })
        {
            yield return "> ⚠️ " + MarkdownText.Escape(reason, ReasonLength);
        }

        if (way.Devices is { } devices && DeviceWords.Missing(devices) is { } missing)
        {
            yield return missing;
        }
    }

    /// <summary>Names and values for the table of facts.</summary>
    /// <param name="way">The way.</param>
    /// <param name="isOnly">Whether it is the only one, so that its name need not be told.</param>
    public static IEnumerable<(string Name, string Value)> Facts(CommentWay way, bool isOnly)
    {
        var through = isOnly ? "" : way.Title is { } title ? " with " + MarkdownText.Escape(title, TitleLength) : " from the link";
        if (Who(way) is { } who)
        {
            yield return ("Who can install" + through, who);
        }

        if (way.Devices is { } devices && DeviceWords.Line(devices) is { } names)
        {
            yield return ("Among them", names);
        }

        if (way.Devices is { ProfileExpires: { } opensUntil })
        {
            yield return ("App opens until", ReleaseWords.Moment(opensUntil));
        }

        if (way.Expires is { } expires)
        {
            yield return (way.Title is null ? "Link works until" : "Build works until", ReleaseWords.Moment(expires));
        }
    }

    private static string? Who(CommentWay way) => way switch
    {
        { Devices: { } devices } => DeviceWords.Who(devices),
        { Audience: { } audience } => MarkdownText.Escape(audience),
        _ => null,
    };

    private static string? Address(CommentLink link) => link.Reach == LinkReach.ThisComputer ? null : MarkdownLink.Safe(link.Address);

    private static string Scan(CommentWay way) => way.Qr is QrRendering.None ? "" : ": tap the link there, or scan the code";

    private static string Install(CommentWay way) => way.Availability == WayAvailability.Now ? "Install " : "";

    private static string Ending(CommentWay way, string now, string otherwise) => way.Availability switch
    {
        WayAvailability.Now => now,
        WayAvailability.AfterReview => ", once it is reviewed" + otherwise,
        _ => ", but nobody can yet" + otherwise,
    };

    private static string Later(CommentWay way) => way.Availability switch
    {
        WayAvailability.Now => "",
        WayAvailability.AfterReview => " (after review)",
        _ => " (not yet)",
    };
}
