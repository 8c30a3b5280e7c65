using System.Globalization;
using System.Text;
using MobileDist.Packages;

namespace MobileDist.InstallLinks;

/// <summary>The list of facts at the page's end: for the tester who has to report which build it was.</summary>
internal static class InstallPageFacts
{
    private const int ShortHash = 10;

    public static void Append(StringBuilder html, InstallPageModel model)
    {
        var package = model.Package;
        Fact(html, package.Platform == AppPlatform.Ios ? "Bundle ID" : "Application ID", Code(package.Identifier));
        Fact(html, "Version", package.VersionName is { } version ? $"<bdi>{HtmlText.Escape(version)}</bdi>" : null);
        Fact(html, "Build number", $"<bdi>{HtmlText.Escape(package.BuildNumber)}</bdi>");
        Fact(html, "Size", ByteCount.Text(model.PackageSize));
        Fact(html, "Runs on", $"{HtmlText.Escape(SystemRelease.Name(package))} or later");
        Fact(html, "Made for", SystemRelease.Devices(package) is { } devices ? HtmlText.Escape(devices) : null);
        Fact(html, "Processors", package.NativeAbis.IsEmpty ? null : HtmlText.Escape(string.Join(", ", package.NativeAbis)));
        Fact(html, "Pull request", Linked(model.Source.PullRequest, model.Source.PullRequestLink, code: false));
        Fact(html, "Branch", model.Source.Branch is { } branch ? Code(branch) : null);
        Fact(html, "Commit", Linked(Shortened(model.Source.Commit), model.Source.CommitLink, code: true));
        Fact(html, "Link works until", model.Expires is { } expires ? Moment(expires) : null);
        Fact(html, "Signer certificate, SHA-256", Code(model.Signing.CertificateDigest));
        Fact(html, "File, SHA-256", Code(model.PackageDigest));
    }

    /// <summary>A moment that reads the same for every tester: <c>30 November 2026, 12:00 UTC</c>.</summary>
    public static string Moment(DateTimeOffset moment)
    {
        var utc = moment.UtcDateTime;
        return $"<time datetime=\"{utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}\">{utc.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)} UTC</time>";
    }

    /// <summary>A line of a list of facts; none where there is nothing to say.</summary>
    /// <param name="html">What to write to.</param>
    /// <param name="name">In our words.</param>
    /// <param name="value">Escaped already.</param>
    public static void Fact(StringBuilder html, string name, string? value)
    {
        if (value is not null)
        {
            html.Append("<div><dt>").Append(name).Append("</dt><dd>").Append(value).Append("</dd></div>\n");
        }
    }

    private static string Code(string text) => $"<code><bdi>{HtmlText.Escape(text)}</bdi></code>";

    private static string? Shortened(string? commit) => commit is { Length: > ShortHash } ? commit[..ShortHash] : commit;

    private static string? Linked(string? text, string? link, bool code)
    {
        if (text is null)
        {
            return null;
        }

        var shown = code ? Code(text) : $"<bdi>{HtmlText.Escape(text)}</bdi>";
        return Uri.TryCreate(link, UriKind.Absolute, out var address) && WebScheme.IsOf(address)
            ? $"<a href=\"{HtmlText.Escape(address.AbsoluteUri)}\" rel=\"noreferrer\">{shown}</a>"
            : shown;
    }
}
