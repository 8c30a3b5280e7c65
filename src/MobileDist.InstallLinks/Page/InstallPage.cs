using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using MobileDist.Packages;

namespace MobileDist.InstallLinks;

/// <summary>
/// Draws the page that a tester's phone opens: one HTML file that asks for nothing else, runs no script and says so in
/// its content security policy.
/// </summary>
public static class InstallPage
{
    // Arrow into a tray; drawn here because the page may load nothing.
    private const string DownloadGlyph =
        """<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M12 4v11M7 10.5l5 5 5-5M5 20h14"/></svg>""";

    // Beyond this an inlined icon costs a phone on a slow network more than it tells.
    private const int LargestIcon = 512 * 1024;

    private static readonly string Style = ReadStyle();

    /// <summary>The whole document, UTF-8 when written to a file. The same model gives the same text.</summary>
    /// <exception cref="DistributionException">The page's address does not fit into a QR code.</exception>
    public static string Render(InstallPageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var package = model.Package;
        var label = HtmlText.Escape(package.Label);
        var html = new StringBuilder();
        html.Append(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy()}">
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex, nofollow">
            <meta name="referrer" content="no-referrer">
            <meta name="format-detection" content="telephone=no">
            <title>Install {label}</title>
            <link rel="icon" href="data:,">
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <section class="card" aria-labelledby="app">
            <div class="app">
            {Icon(package)}
            <div>
            <h1 id="app"><bdi>{label}</bdi></h1>
            <p class="soft">{Version(package)}</p>
            </div>
            </div>

            """);
        AppendButton(html, model);
        AppendNotes(html, model);
        html.Append("</section>\n");
        AppendScan(html, model);
        AudienceSection.Append(html, model.Audience);
        html.Append(InstallInstructions.Of(model));
        StoreSections.Append(html, model.Stores, besidesLink: model.Action is not InstallAction.OpenStore);
        html.Append("<section class=\"card\" aria-labelledby=\"facts\">\n<h2 id=\"facts\">About this build</h2>\n<dl>\n");
        InstallPageFacts.Append(html, model);
        html.Append("</dl>\n</section>\n</main>\n<footer class=\"soft\"><p>Published ").Append(InstallPageFacts.Moment(model.PublishedAt))
            .Append(" by MobileDistPipeline</p></footer>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static void AppendButton(StringBuilder html, InstallPageModel model)
    {
        html.Append(Button(model.Action))
            .Append("<p class=\"soft under\">").Append(ByteCount.Text(model.PackageSize)).Append("&nbsp;· ")
            .Append(HtmlText.Escape(SystemRelease.Name(model.Package))).Append(" or later");
        if (model.Expires is { } expires)
        {
            html.Append("&nbsp;· until ").Append(expires.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture));
        }

        html.Append("</p>\n");
    }

    private static string Button(InstallAction action)
    {
        var target = action switch
        {
            InstallAction.DownloadApk apk => $"\"{Uri.EscapeDataString(apk.FileName)}\" download",
            InstallAction.ItmsServices itms => $"\"{HtmlText.Escape(itms.Link)}\"",
            InstallAction.OpenStore open => WebScheme.Address(open.Store.Link) is { } address ? $"\"{HtmlText.Escape(address)}\" rel=\"noreferrer\"" : null,
            InstallAction.NeedsSecureAddress => null,
            _ => throw new ArgumentOutOfRangeException(nameof(action)),
        };
        var text = action is InstallAction.OpenStore { Store.Title: { } title } ? $"<span>Open <bdi>{HtmlText.Escape(title)}</bdi></span>" : "Install";
        return target is null ? "" : $"<a class=\"button\" href={target}>{DownloadGlyph}{text}</a>\n";
    }

    private static void AppendNotes(StringBuilder html, InstallPageModel model)
    {
        InstallNote[] notes = [.. PackageNotes.For(model), .. model.Notes];
        if (notes.Length == 0)
        {
            return;
        }

        html.Append("<ul class=\"notes\">\n");
        foreach (var note in notes)
        {
            html.Append(note.Kind == NoteKind.Warning ? "<li class=\"warning\">" : "<li>").Append(HtmlText.Escape(note.Text)).Append("</li>\n");
        }

        html.Append("</ul>\n");
    }

    private static void AppendScan(StringBuilder html, InstallPageModel model)
    {
        var svg = QrCode.For(model.PageLink).ToSvg("QR code with the address of this page");
        html.Append("<aside class=\"card scan\" aria-labelledby=\"scan\">\n")
            .Append("<h2 id=\"scan\"><span class=\"wide\">Open on your phone</span><span class=\"narrow\">Share with another phone</span></h2>\n")
            .Append("<p class=\"soft\">Point its camera at the code.</p>\n").Append(svg).Append('\n');
        if (model.Reach.Scope != ReachScope.Internet)
        {
            html.Append("<p class=\"soft\">").Append(HtmlText.Escape(model.Reach.Reason)).Append("</p>\n");
        }

        html.Append("</aside>\n");
    }

    private static string Icon(PackageInfo package)
    {
        if (package.Icon is { MediaType: "image/png" or "image/webp", Bytes.Length: > 0 and <= LargestIcon } icon)
        {
            return $"""<img class="icon" alt="App icon" width="96" height="96" src="data:{icon.MediaType};base64,{Convert.ToBase64String(icon.Bytes)}">""";
        }

        var first = package.Label.EnumerateRunes().FirstOrDefault(Rune.IsLetterOrDigit);
        return $"""<div class="icon letter" aria-hidden="true">{(first == default ? "" : HtmlText.Escape(first.ToString()))}</div>""";
    }

    private static string Version(PackageInfo package)
    {
        var build = $"Build <bdi>{HtmlText.Escape(package.BuildNumber)}</bdi>";
        return package.VersionName is { } version ? $"Version <bdi>{HtmlText.Escape(version)}</bdi> · {build}" : build;
    }

    private static string Policy() =>
        $"default-src 'none'; img-src data:; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'";

    private static string ReadStyle()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("install-page.css")
            ?? throw new InvalidOperationException("The style sheet is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
