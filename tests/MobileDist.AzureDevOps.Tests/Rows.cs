using System.Collections.Immutable;
using System.Globalization;
using MobileDist.PullRequests;

namespace MobileDist.AzureDevOps.Tests;

/// <summary>Rows as the pipeline makes them.</summary>
internal static class Rows
{
    public static CommentRelease Row(string key, long run = 9128, int attempt = 1, string version = "1.2.0") => new()
    {
        Key = key,
        App = "Sample " + key,
        Platform = "Android",
        Outcome = new CommentOutcome.Published(),
        Run = new CommentRun { Number = run, Attempt = attempt, At = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero).AddMinutes(run).AddSeconds(attempt) },
        Version = version,
        BuildNumber = run.ToString(CultureInfo.InvariantCulture),
        Link = new CommentLink($"https://builds.example.com/{key}/", LinkReach.Internet),
        Qr = new QrRendering.Image($"https://builds.example.com/{key}/qr.png"),
    };

    public static CommentModel Of(params ImmutableArray<CommentRelease> rows) => new() { Key = "default", Releases = rows };

    public static CommentModel Read(string body) => ((ParsedComment.Ours)CommentMarkdown.Parse(body)).Model;
}
