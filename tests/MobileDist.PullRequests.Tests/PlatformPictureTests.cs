using System.Net;
using MobileDist.InstallLinks;
using MobileDist.Testing;

namespace MobileDist.PullRequests.Tests;

/// <summary>
/// The comment as the platforms render it, on a phone's screen and on a desk's beside each other, with a short link and a
/// long one: a camera has to read both codes, in either theme, for public and for private repositories.
/// </summary>
[Category("Peer")]
public sealed class PlatformPictureTests
{
    private const string LongLink = "https://storage.example.com/acme/builds/pr-1042/3f9c1a7d5e8b42f0a6c4/index.html?sv=2026&sig=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    // A platform takes what stands between dollars for a formula; a name must not become one.
    private const string Name = "Shop $5 to $6, $x$ and $$y$$";

    private const int PhoneWidth = 390;
    private const int DeskWidth = 900;
    private const int Height = 1100;

    private readonly TestFolder _folder = new();

    [OneTimeTearDown]
    public void CleanUp() => _folder.Dispose();

    [Test]
    public void Comment_OnGitHubWithAnImage_ReadsOnBothScreens([Values] bool dark) =>
        Look($"github-image-{Theme(dark)}", PlatformPage.GitHub(dark, "tex-chtml.js"), dark, Picture, 0);

    [Test]
    public void Comment_OnGitHubWithAFormula_ReadsOnBothScreens([Values] bool dark, [Values("chtml", "svg")] string output) =>
        Look($"github-formula-{output}-{Theme(dark)}", PlatformPage.GitHub(dark, $"tex-{output}.js"), dark, link => new QrRendering.Formula(Comments.Modules(link)), 1);

    [Test]
    public void Comment_OnAzureDevOpsWithAnAttachment_ReadsOnBothScreens([Values] bool dark) =>
        Look($"azure-attachment-{Theme(dark)}", PlatformPage.AzureDevOps(dark), dark, Picture, 0);

    private static string Theme(bool dark) => dark ? "dark" : "light";

    private static string PictureAddress(string link) =>
        $"https://dev.azure.com/acme/Shop%20Apps/_apis/git/repositories/1/pullRequests/12/attachments/mobiledist-qr-{link.Length}.png";

    private static QrRendering.Image Picture(string link) => new(PictureAddress(link));

    private void Look(string name, PlatformPage page, bool dark, Func<string, QrRendering> draw, int formulaCount)
    {
        string[] links = [Comments.Link, LongLink];
        var pictures = links.ToDictionary(PictureAddress, link => _folder.Write($"{link.Length}.png", QrCode.For(link).ToPng()), StringComparer.Ordinal);
        var frames = links.Zip([PhoneWidth, DeskWidth], (link, width) =>
        {
            var markdown = CommentMarkdown.Render(Comments.Of(Comments.Android(Name) with { Link = new CommentLink(link, LinkReach.Internet), Qr = draw(link) }));
            return $"<iframe style=\"border:0;width:{width}px;height:{Height}px\" srcdoc=\"{WebUtility.HtmlEncode(page.Html(markdown, pictures, formulaCount))}\"></iframe>";
        });

        var picture = new Browser().Screenshot($"<body style=\"margin:0;display:flex\">{string.Concat(frames)}</body>", name, PhoneWidth + DeskWidth, Height, dark);

        Assert.That(new QrReader().Read(picture).Split('\n'), Is.EquivalentTo(links), picture);
    }
}
