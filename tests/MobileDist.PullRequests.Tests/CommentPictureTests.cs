using System.Text.RegularExpressions;
using MobileDist.InstallLinks;
using MobileDist.Testing;

namespace MobileDist.PullRequests.Tests;

/// <summary>What a reader with a phone in hand sees: the comment in a browser, its QR code read from the screen.</summary>
[Category("Peer")]
public sealed partial class CommentPictureTests
{
    [Test]
    public void Render_WithAnImage_ReadsFromTheScreen([Values] bool dark)
    {
        var png = Convert.ToBase64String(QrCode.For(Comments.Link).ToPng());
        var markdown = CommentMarkdown.Render(Comments.Of(Comments.Android() with { Notes = [new CommentNote(true, "Signed with a throw-away key: the next build will not install over this one.")] }));
        var html = Html.Of(markdown).Replace(Comments.Link + "qr.png", "data:image/png;base64," + png, StringComparison.Ordinal);

        var picture = new Browser().Screenshot(Page(html), dark ? "comment-dark" : "comment-light", 900, 560, dark);

        Assert.That(new QrReader().Read(picture), Is.EqualTo(Comments.Link));
    }

    [Test]
    public void Render_WithThree_CanBeLookedAt()
    {
        var png = Convert.ToBase64String(QrCode.For(Comments.Link).ToPng());
        var html = ImageAddress().Replace(Html.Of(CommentMarkdown.Render(Comments.Of(Comments.Android(), Comments.Ios(), Comments.Failed()))), $"src=\"data:image/png;base64,{png}\"")
            .Replace("<details>", "<details open>", StringComparison.Ordinal);

        var picture = new Browser().Screenshot(Page(html), "comment-three", 900, 1500);

        Assert.That(new QrReader().Finds(picture));
    }

    [Test]
    public void Render_AsBlocks_ReadsFromTheScreen()
    {
        var markdown = CommentMarkdown.Render(Comments.Of(Comments.Android() with { Qr = new QrRendering.Blocks(Comments.Modules(Comments.Link)) }));
        var html = Html.Of(markdown).Replace("<details>", "<details open>", StringComparison.Ordinal);

        var picture = new Browser().Screenshot(Page(html), "comment-blocks", 900, 900, scale: 2);

        Assert.That(new QrReader().Read(picture), Is.EqualTo(Comments.Link));
    }

    // MathJax is not here; the rules are drawn by the test from their own figures, as it would.
    [TestCase("https://b.io/a")]
    [TestCase(Comments.Link)]
    [TestCase("https://storage.example.com/acme/builds/pr-1042/3f9c1a7d5e8b42f0a6c4/index.html?sv=2026&sig=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Render_AsFormula_DrawsTheCode(string link)
    {
        using var folder = new TestFolder();
        var markdown = CommentMarkdown.Render(Comments.Of(Comments.Android() with { Qr = new QrRendering.Formula(Comments.Modules(link)) }));
        var formula = Formula().Match(markdown).Groups[1].Value;
        var side = int.Parse(Ground().Match(formula).Groups[1].Value);
        var dark = new bool[side / 4, side / 4];
        foreach (var match in Rule().Matches(formula).Cast<Match>())
        {
            var (left, raised, length) = (Number(match, 1), Number(match, 2), Number(match, 3));
            Assert.That(raised, Is.GreaterThan(0), "a rule that is not raised is lost");
            for (var x = left / 4; x < (left + length) / 4; x++)
            {
                dark[(side - raised - 4) / 4, x] = true;
            }
        }

        var picture = folder.Combine("formula.pgm");
        QrReader.WritePicture(picture, dark, 4, 4);

        Assert.That(formula, Does.Not.Contain(" {").And.Not.Contain("phantom"));
        Assert.That(new QrReader().Read(picture), Is.EqualTo(link));
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].Value);

    private static string Page(string body) =>
        $$"""
        <!doctype html><meta charset="utf-8"><style>
        :root { color-scheme: light dark; --text: light-dark(#1f2328, #f0f6fc); --line: light-dark(#d1d9e0, #3d444d); --soft: light-dark(#59636e, #9198a1); --link: light-dark(#0969da, #4493f8); }
        body { margin: 24px; padding: 16px; max-width: 780px; border: 1px solid var(--line); border-radius: 6px; background: light-dark(#fff, #0d1117); color: var(--text); font: 14px/1.5 "Liberation Sans", "DejaVu Sans", sans-serif; overflow-wrap: break-word; }
        h3 { font-size: 1.25em; margin: 0 0 16px; } h4 { font-size: 1em; margin: 24px 0 16px; } p, table, blockquote, details { margin: 0 0 16px; }
        a { color: var(--link); text-decoration: none; }
        table { display: block; width: max-content; max-width: 100%; overflow: auto; border-collapse: collapse; }
        th, td { padding: 6px 13px; border: 1px solid var(--line); } td code { word-break: break-all; }
        code { font: 85%/1.5 "DejaVu Sans Mono", monospace; padding: .2em .4em; background: light-dark(#818b981f, #656c7633); border-radius: 6px; }
        blockquote { padding: 0 1em; color: var(--soft); border-left: .25em solid var(--line); } blockquote p { margin: 0; }
        img { box-sizing: content-box; max-width: 100%; }
        kbd { display: inline-block; padding: 4px; font: 11px "DejaVu Sans Mono", monospace; line-height: 10px; vertical-align: middle; background: light-dark(#f6f8fa, #151b23); border: 1px solid var(--line); border-radius: 6px; }
        </style>{{body}}
        """;

    [GeneratedRegex("src=\"https:[^\"]*qr\\.png\"")]
    private static partial Regex ImageAddress();

    [GeneratedRegex("```math\n(.*)\n```")]
    private static partial Regex Formula();

    [GeneratedRegex(@"^\\rlap\{\\color\{white\}\\rule\{([0-9]+)pt\}\{\1pt\}\}")]
    private static partial Regex Ground();

    [GeneratedRegex(@"\\rlap\{\\kern ([0-9]+)pt\\color\{black\}\\rule\[([0-9]+)pt\]\{([0-9]+)pt\}\{4pt\}\}")]
    private static partial Regex Rule();
}
