using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MobileDist.Packages;
using MobileDist.Testing;

namespace MobileDist.InstallLinks.Tests;

public sealed partial class InstallPageTests
{
    private const int PhoneWidth = 390;
    private const int PhoneHeight = 844;

    private static string[] HostileNames =>
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</title></style></svg><iframe>",
        "<!-- comment -->&lt;b&gt; &amp;",
        "invoice\u202Egpj.exe",
        "\u2066\u2067dir\u061C",
        "👩‍👩‍👧‍👦 Familie 🛒",
        new('W', 200),
        string.Join(' ', Enumerable.Repeat("Wortungetüm", 18)),
        "line\r\nbreak\0\u0001\ttab\e[31m",
        "\uD800 half a surrogate",
        "{{7*7}} ${7*7} %00",
    ];

    [Test]
    public void Render_WhenEverythingIsKnown_IsAsApproved() => Approved.Verify(
        "InstallPage.approved.html",
        InstallPage.Render(Pages.Model() with
        {
            Package = Pages.Package() with { Icon = new PackageIcon("res/icon.webp", "image/webp", [1, 2, 3]) },
            Notes = [new InstallNote(NoteKind.Information, "Built for the checkout team.")],
        }));

    [Test]
    public void Render_WhenHardlyAnythingIsKnown_LeavesTheFactsOut()
    {
        var page = InstallPage.Render(Pages.Model() with
        {
            Package = Pages.Package(icon: false) with { VersionName = null, NativeAbis = [] },
            Expires = null,
            Source = new InstallSource(),
        });

        Assert.That(page, Does.Not.Contain("Commit").And.Not.Contain("Pull request").And.Not.Contain("until").And.Not.Contain("Version "));
        Assert.That(page, Does.Contain("<div class=\"icon letter\" aria-hidden=\"true\">S</div>"));
    }

    [TestCaseSource(nameof(HostileNames))]
    public void Render_WhenTextIsHostile_HasTheSameElementsAsEver(string name)
    {
        var plain = Elements(InstallPage.Render(Model("Sample")));

        var page = InstallPage.Render(Model(name));

        Assert.That(Elements(page), Is.EqualTo(plain));
        Assert.That(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(page)), Is.EqualTo(page), "no half surrogates");
        Assert.That(page, Does.Not.Match("[\\u0000-\\u0009\\u000B-\\u001F\\u202A-\\u202E\\u2066-\\u2069]"));

        static InstallPageModel Model(string text) => Pages.Model() with
        {
            Package = Pages.Package(text) with
            {
                Identifier = text,
                VersionName = text,
                BuildNumber = text,
                MinimumOs = text,
                NativeAbis = ["arm64-v8a", text],
                Split = text,
            },
            PackageDigest = text,
            Signing = new SigningFacts(text),
            Notes = [new InstallNote(NoteKind.Warning, text)],
            Reach = new Reach(ReachScope.Network, text),
            Source = new InstallSource { Commit = text, Branch = text, PullRequest = text, CommitLink = "https://a.example/" + text, PullRequestLink = "https://b.example/" },
        };
    }

    [TestCase("javascript:alert(1)")]
    [TestCase("data:text/html,<script>alert(1)</script>")]
    [TestCase("file:///etc/passwd")]
    [TestCase("//evil.example/")]
    public void Render_WhenSourceLinkIsNoWebAddress_ShowsTextOnly(string link)
    {
        var page = InstallPage.Render(Pages.Model() with { Source = new InstallSource { Commit = "abc", CommitLink = link } });

        Assert.That(page, Does.Contain("<dt>Commit</dt><dd><code><bdi>abc</bdi></code></dd>"));
    }

    [Test]
    public void Render_Always_AsksForNothingOutside()
    {
        var page = InstallPage.Render(Pages.Model());

        Assert.That(page, Does.Not.Contain("<script").And.Not.Contain("@import").And.Not.Contain("url("));
        Assert.That(Sources().Matches(page).Select(match => match.Groups[1].Value), Is.All.StartsWith("data:image/png;base64,"));
        Assert.That(page, Does.Contain("default-src 'none'; img-src data:; style-src 'sha256-"));
    }

    [Test]
    public void Render_WhenIconIsNoWebImage_ShowsTheFirstLetter()
    {
        var package = Pages.Package("öl") with { Icon = new PackageIcon("x", "image/svg+xml\" onload=\"", [1, 2, 3]) };

        Assert.That(InstallPage.Render(Pages.Model() with { Package = package }), Does.Contain(">ö</div>").And.Not.Contain("onload"));
    }

    [Test]
    public void Render_WhenTheInstallWillFail_SaysSoBeforeTheTap()
    {
        var package = Pages.Package() with { TestOnly = true, Split = "config.xxhdpi", Debuggable = true, NativeAbis = ["x86_64"] };

        var page = InstallPage.Render(Pages.Model() with { Package = package, Signing = new SigningFacts("ab", ThrowAway: true) });

        Assert.That(page, Does.Contain("test-only").And.Contain("config.xxhdpi").And.Contain("throw-away key").And.Contain("debuggable").And.Contain("x86_64 only"));
    }

    [TestCase("21", "Android 5.0 or later")]
    [TestCase("36", "Android 16 or later")]
    [TestCase("99", "Android API level 99 or later")]
    [TestCase("Baklava", "Android Baklava or later")]
    public void Render_WhenMinimumIsALevel_NamesTheRelease(string minimum, string expected) =>
        Assert.That(InstallPage.Render(Pages.Model() with { Package = Pages.Package() with { MinimumOs = minimum } }), Does.Contain(expected));

    [TestCase(999, "999 bytes")]
    [TestCase(5_231_072, "5.2 MB")]
    [TestCase(9_960_000, "10 MB")]
    [TestCase(400_000_000, "400 MB")]
    [TestCase(4_294_967_296, "4.3 GB")]
    public void Render_WhenSizeIsGiven_ShowsItAsPhonesDo(long size, string expected) =>
        Assert.That(InstallPage.Render(Pages.Model() with { PackageSize = size }), Does.Contain($"<dt>Size</dt><dd>{expected}</dd>"));

    [TestCase(false, "phone-light"), TestCase(true, "phone-dark"), Category("Peer")]
    public void Render_OnAPhone_ShowsTheCodeOnTheFirstScreen(bool dark, string name)
    {
        var page = InstallPage.Render(Pages.Model() with { Signing = new SigningFacts(Pages.Model().Signing.CertificateDigest, ThrowAway: true) });

        var picture = new Browser().Screenshot(Framed(page), name, PhoneWidth, PhoneHeight, dark, scale: 2);

        Assert.That(new QrReader().Read(picture), Is.EqualTo(Pages.Link));
    }

    [TestCase(false, "desktop-light"), TestCase(true, "desktop-dark"), Category("Peer")]
    public void Render_OnADesktop_ShowsTheCodeToScan(bool dark, string name)
    {
        var picture = new Browser().Screenshot(InstallPage.Render(Pages.Model()), name, 1280, 900, dark);

        Assert.That(new QrReader().Read(picture), Is.EqualTo(Pages.Link));
    }

    [Test, Category("Peer")]
    public void Render_OnAPhone_NeverScrollsSideways()
    {
        var frames = HostileNames.Select(name => Frame(InstallPage.Render(Pages.Model(name) with
        {
            Package = Pages.Package(name) with { Identifier = name, VersionName = name, BuildNumber = name },
            Notes = [new InstallNote(NoteKind.Information, name)],
        })));

        var measured = new Browser().Evaluate(
            $"<body>{string.Concat(frames)}</body>",
            "[...document.querySelectorAll('iframe')].map(frame => frame.contentDocument.documentElement.scrollWidth)",
            800,
            PhoneHeight);

        Assert.That(measured.Split(',').Select(width => int.Parse(width, CultureInfo.InvariantCulture)), Is.All.EqualTo(PhoneWidth));
    }

    [TestCase(false), TestCase(true), Category("Peer")]
    public void Render_InBothThemes_IsReadableAndTappable(bool dark)
    {
        var page = InstallPage.Render(Pages.Model() with { Notes = [new InstallNote(NoteKind.Warning, "A warning"), new InstallNote(NoteKind.Information, "A note")] });

        var measured = new Browser().Evaluate(page, Measures, 800, 900, dark);

        var parts = measured.Split(';');
        Assert.That(double.Parse(parts[0], CultureInfo.InvariantCulture), Is.GreaterThanOrEqualTo(4.5), "lowest contrast: " + parts[1]);
        Assert.That(double.Parse(parts[2], CultureInfo.InvariantCulture), Is.GreaterThanOrEqualTo(44), "height of the button");
        Assert.That(parts[3], Is.EqualTo(dark ? "dark" : "light"), "the theme that the browser shows");
    }

    [Test]
    public void Render_Always_NamesItsStyleSheetInThePolicy()
    {
        var page = InstallPage.Render(Pages.Model());
        var style = Style().Match(page).Groups[1].Value;

        Assert.That(style, Has.Length.GreaterThan(1000));
        Assert.That(page, Does.Contain($"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'"));
    }

    // Chromium's windows are never narrower than 500 pixels, so a phone's screen is a frame in one.
    private static string Framed(string page) => $"<body style=\"margin:0\">{Frame(page)}</body>";

    private static string Frame(string page) =>
        $"<iframe style=\"border:0;width:{PhoneWidth}px;height:{PhoneHeight}px\" srcdoc=\"{page.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal)}\"></iframe>";

    private static string[] Elements(string page) => [.. Tags().Matches(Style().Replace(page, "")).Select(match => match.Value)];

    private const string Measures =
        """
        (() => {
          const parse = c => c.match(/[\d.]+/g).map(Number);
          const lum = c => { const [r,g,b] = parse(c).map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126*r + .7152*g + .0722*b; };
          const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (parse(c)[3] !== 0) return c; } return 'rgb(255,255,255)'; };
          let low = 99, where = '';
          for (const e of document.body.querySelectorAll('*')) {
            if (e.closest('svg') || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility()) continue;
            const a = lum(getComputedStyle(e).color), b = lum(ground(e));
            const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
            if (ratio < low) { low = ratio; where = e.outerHTML.slice(0, 80).replace(/;/g, ' '); }
          }
          return low.toFixed(2) + ';' + where + ';' + document.querySelector('.button').getBoundingClientRect().height + ';' + (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
        })()
        """;

    [GeneratedRegex("(?:src|href)=\"(data:image[^\"]*)\"|src=\"([^\"]*)\"")]
    private static partial Regex Sources();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("</?[a-zA-Z!][a-zA-Z0-9]*")]
    private static partial Regex Tags();
}
