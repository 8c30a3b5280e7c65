using System.Text;

namespace MobileDist.PullRequests;

/// <summary>
/// Draws the comment as Markdown that GitHub and Azure DevOps both show, and reads it back. A hidden first line marks it
/// as ours, a hidden last line holds its rows for programs, so that many jobs can write into one comment.
/// </summary>
public static class CommentMarkdown
{
    /// <summary>
    /// Characters that a comment stays within. GitHub refuses more than 65536, and whether it counts them as we do is
    /// its own affair, hence the margin.
    /// </summary>
    public const int LongestComment = 60_000;

    /// <summary>The comment; shortened until it fits: first inline QR codes go, then testers' names, then details, then rows become a count.</summary>
    public static string Render(CommentModel model) => Render(model, LongestComment);

    /// <summary>What a comment's body is, whoever wrote it.</summary>
    public static ParsedComment Parse(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (CommentMarker.KeyIn(body) is not { } key)
        {
            return new ParsedComment.Foreign();
        }

        return CommentState.Read(body) is { } releases
            ? new ParsedComment.Ours(new CommentModel { Key = key, Releases = releases })
            : new ParsedComment.Damaged(key);
    }

    internal static string Render(CommentModel model, int longest)
    {
        ArgumentNullException.ThrowIfNull(model);
        var marker = CommentMarker.For(model.Key);
        CommentRelease[] releases =
        [
            .. model.Releases.OrderBy(release => release.App, StringComparer.OrdinalIgnoreCase)
                .ThenBy(release => release.Platform, StringComparer.Ordinal)
                .ThenBy(release => release.Key, StringComparer.Ordinal),
        ];
        var room = longest - marker.Length - 2;
        var state = StateWithin(releases, room / 2);
        room -= state.Length;
        return $"{marker}\n{BodyWithin(releases, room)}{state}\n";
    }

    private static string BodyWithin(CommentRelease[] releases, int room)
    {
        var full = Body(releases, withInlineQr: true, withDetails: true, releases.Length);
        if (full.Length <= room)
        {
            return full;
        }

        var plain = Body(releases, withInlineQr: false, withDetails: true, releases.Length);
        if (plain.Length <= room)
        {
            return plain;
        }

        CommentRelease[] counted = [.. releases.Select(release => release.WithWays(way => way.Counted()))];
        var nameless = Body(counted, withInlineQr: false, withDetails: true, releases.Length);
        return nameless.Length <= room
            ? nameless
            : Largest(releases.Length, shown => Body(counted, withInlineQr: false, withDetails: false, shown), room);
    }

    // Rows that are not kept here would be lost for the next job, so what they say goes before they do.
    private static string StateWithin(CommentRelease[] releases, int room)
    {
        var full = CommentState.Write(releases);
        if (full.Length <= room)
        {
            return full;
        }

        CommentRelease[] slim = [.. releases.Select(Slim)];
        return Largest(slim.Length, kept => CommentState.Write(slim.Take(kept)), room);
    }

    private static CommentRelease Slim(CommentRelease release) => release.WithWays(way => way.Slim()) with { Notes = [] };

    private static string Body(CommentRelease[] releases, bool withInlineQr, bool withDetails, int shown)
    {
        var markdown = new StringBuilder();
        switch (releases.Length)
        {
            case 0:
                markdown.Append("### No builds\n\n");
                break;
            case 1 when withDetails:
                ReleaseCard.Append(markdown, releases[0], "###", withInlineQr);
                break;
            default:
                ReleaseTable.Append(markdown, releases, shown);
                if (withDetails)
                {
                    AppendDetails(markdown, releases, withInlineQr);
                }

                break;
        }

        return markdown.ToString();
    }

    private static void AppendDetails(StringBuilder markdown, CommentRelease[] releases, bool withInlineQr)
    {
        markdown.Append("<details><summary>QR codes and details</summary>\n\n");
        foreach (var release in releases)
        {
            ReleaseCard.Append(markdown, release, "####", withInlineQr);
            // Ends the float of the image, which would else hang into the next release.
            markdown.Append("<br clear=\"all\">\n\n");
        }

        markdown.Append("</details>\n\n");
    }

    /// <summary>The text for the largest number of rows that fits; for none when not even one does.</summary>
    private static string Largest(int count, Func<int, string> draw, int room)
    {
        var (fits, tooMany) = (0, count + 1);
        while (tooMany - fits > 1)
        {
            var middle = (fits + tooMany) / 2;
            if (draw(middle).Length <= room)
            {
                fits = middle;
            }
            else
            {
                tooMany = middle;
            }
        }

        return draw(fits);
    }
}
