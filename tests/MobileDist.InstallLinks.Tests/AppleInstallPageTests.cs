using System.Globalization;
using System.Text.RegularExpressions;
using MobileDist.Packages.Apple;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Testing;

namespace MobileDist.InstallLinks.Tests;

public sealed partial class AppleInstallPageTests
{
    private static string[] HostileNames =>
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</dd></dl></section><iframe>",
        "<!-- comment -->&lt;b&gt; &amp;",
        "invoice\u202Egpj.exe",
        "👩‍👩‍👧‍👦 Familie 🛒",
        new('W', 300),
        "line\r\nbreak\0\u0001\ttab\e[31m",
        "\uD800 half a surrogate",
        new string('x', 79) + "👩",
    ];

    [Test]
    public void Render_WhenAdHoc_IsAsApproved() => Verify("AdHocPage", ApplePages.AdHoc());

    [Test]
    public void Render_WhenInHouse_IsAsApproved() => Verify("InHousePage", ApplePages.InHouse());

    [Test]
    public void Render_WhenThereIsNoSecureAddress_IsAsApproved() => Verify("NoAddressPage", ApplePages.WithoutAddress());

    [Test]
    public void Render_WhenNobodySaidWhoMay_LeavesThePartOut() =>
        Assert.That(InstallPage.Render(ApplePages.AdHoc() with { Audience = null }), Does.Not.Contain("Who can install").And.Contain("Unable to Install"));

    [TestCaseSource(nameof(HostileNames))]
    public void Render_WhenTextIsHostile_HasTheSameElementsAsEver(string name)
    {
        foreach (var action in new InstallAction[] { ApplePages.AdHoc().Action, new InstallAction.NeedsSecureAddress("a.ipa", name), new InstallAction.ItmsServices(new Uri("https://b.example/?" + Uri.EscapeDataString(name.Replace("\uD800", "", StringComparison.Ordinal)))) })
        {
            var page = InstallPage.Render(Model(name, action));

            Assert.That(Elements(page), Is.EqualTo(Elements(InstallPage.Render(Model("Sample", action)))));
            Assert.That(page, Does.Not.Match("[\\u0000-\\u0009\\u000B-\\u001F\\u202A-\\u202E\\u2066-\\u2069\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])"));
        }

        static InstallPageModel Model(string text, InstallAction action) => ApplePages.AdHoc() with
        {
            Package = ApplePages.Package(text) with { Identifier = text, VersionName = text, BuildNumber = text, MinimumOs = text },
            Action = action,
            Audience = new InstallAudience { DeviceCount = 2, CanInstall = [text, text], CannotInstall = [text] },
            Notes = [new InstallNote(NoteKind.Warning, text)],
        };
    }

    [TestCase(0, "No device is registered in its provisioning profile")]
    [TestCase(1, "<dd>The 1 device that was registered")]
    [TestCase(100, "<dd>The 100 devices that were registered")]
    public void Render_WhenDevicesAreCounted_SaysHowMany(int count, string expected) =>
        Assert.That(InstallPage.Render(ApplePages.AdHoc() with { Audience = new InstallAudience { DeviceCount = count } }), Does.Contain(expected));

    [TestCase(-1, "has expired on 21 November 2026: no device installs it")]
    [TestCase(29, "expires on 21 December 2026: the app does not open after that")]
    public void Render_WhenProfileEndsSoon_Warns(int days, string expected) =>
        Assert.That(InstallPage.Render(Expiring(days)), Does.Contain($"<li class=\"warning\">Its provisioning profile {expected}."));

    [Test]
    public void Render_WhenProfileLastsLonger_OnlyNamesTheDay() =>
        Assert.That(InstallPage.Render(Expiring(30)), Does.Not.Contain("<li class=\"warning\">").And.Contain("<dt>Opens until</dt><dd><time datetime=\"2026-12-22T12:00:00Z\">"));

    [Test]
    public void Render_WhenTheInstallWillFail_SaysSoBeforeTheTap()
    {
        var page = InstallPage.Render(ApplePages.AdHoc() with
        {
            Package = ApplePages.Package() with { Debuggable = true },
            Signing = new SigningFacts("ab", ThrowAway: true),
        });

        Assert.That(page, Does.Contain("no iPhone or iPad installs it").And.Contain("debuggable"));
    }

    [Test]
    public void Render_WhenPackageSaysWhereItRuns_RepeatsIt()
    {
        Assert.That(Page(ios => ios with { IsSimulatorBuild = true }), Does.Contain("<li class=\"warning\">Built for the simulator: no device installs it."));
        Assert.That(Page(ios => ios with { IsEncrypted = true }), Does.Contain("came from the App Store"));
        Assert.That(Page(ios => ios with { SupportedDevices = ["iPhone17,1", "<b>", "3", "4", "5", "6"] }), Does.Contain("Thinned for iPhone17,1, &lt;b&gt;, 3, 4, 5 and others only"));
        Assert.That(Page(ios => ios with { Entitlements = PropertyListDictionary.Empty.With("aps-environment", new PropertyListString("development")) }), Does.Contain("<li>Push notifications reach it"));
        Assert.That(Page(ios => ios with { Entitlements = PropertyListDictionary.Empty.With("aps-environment", new PropertyListString("production")) }), Does.Not.Contain("Push notifications"));

        static string Page(Func<IosFacts, IosFacts> change) =>
            InstallPage.Render(ApplePages.AdHoc() with { Package = ApplePages.Package() with { Ios = change(ApplePages.Package().Ios!) } });
    }

    [TestCase("iPhone, iPad", "iOS 15.0", false, IosDeviceFamily.IPhone, IosDeviceFamily.IPad)]
    [TestCase("iPad", "iPadOS 15.0", false, IosDeviceFamily.IPad)]
    [TestCase("Apple TV", "tvOS 15.0", true, IosDeviceFamily.AppleTv)]
    [TestCase("Apple Vision", "visionOS 15.0", true, IosDeviceFamily.AppleVision)]
    [TestCase("iPhone, other devices", "iOS 15.0", false, IosDeviceFamily.IPhone, (IosDeviceFamily)42, (IosDeviceFamily)43)]
    public void Render_WhenDeviceFamiliesAreKnown_NamesThem(string made, string system, bool isElsewhere, params IosDeviceFamily[] families)
    {
        var package = ApplePages.Package();

        var page = InstallPage.Render(ApplePages.AdHoc() with { Package = package with { Ios = package.Ios! with { DeviceFamilies = [.. families] } } });

        Assert.That(page, Does.Contain($"<dt>Made for</dt><dd>{made}</dd>").And.Contain($"<dt>Runs on</dt><dd>{system} or later</dd>"));
        Assert.That(page.Contains("does not install on an iPhone or iPad", StringComparison.Ordinal), Is.EqualTo(isElsewhere));
    }

    [Test]
    public void Render_WhenNamesAreMany_StopsAtSome()
    {
        var page = InstallPage.Render(ApplePages.AdHoc() with { Audience = new InstallAudience { CanInstall = [.. Enumerable.Range(1, 1_000).Select(number => $"Ada {number}")] } });

        Assert.That(page, Does.Contain("<bdi>Ada 200</bdi> and 800 more</dd>").And.Not.Contain("Ada 201"));
    }

    [Test]
    public void Render_WhenInHouse_ExplainsTrustAndNotDevices()
    {
        var page = InstallPage.Render(ApplePages.InHouse());

        Assert.That(page, Does.Contain("Untrusted Enterprise Developer").And.Contain("Device Management").And.Not.Contain("UDID").And.Not.Contain("Developer Mode"));
        Assert.That(InstallPage.Render(ApplePages.AdHoc()), Does.Not.Contain("Untrusted").And.Contain("UDID").And.Contain("Developer Mode"));
    }

    [TestCase(false, "ios-phone-light"), TestCase(true, "ios-phone-dark"), Category("Peer")]
    public void Render_OnAPhone_ShowsTheCode(bool dark, string name)
    {
        var picture = new Browser().Screenshot(PhoneFrame.Around(InstallPage.Render(ApplePages.AdHoc())), name, PhoneFrame.Width, 1000, dark, scale: 2);

        Assert.That(new QrReader().Read(picture), Is.EqualTo(ApplePages.Link));
    }

    [Test, Category("Peer")]
    public void Render_WhenOpenedWhole_CanBeLookedAt()
    {
        var pages = new[] { ApplePages.AdHoc(), ApplePages.InHouse(), ApplePages.WithoutAddress() }
            .Select(model => PhoneFrame.Of(InstallPage.Render(model).Replace("<details>", "<details open>", StringComparison.Ordinal), 2600));

        var picture = new Browser().Screenshot($"<body style=\"margin:0;display:flex\">{string.Concat(pages)}</body>", "ios-whole", 3 * PhoneFrame.Width, 2600);

        Assert.That(new QrReader().Finds(picture));
    }

    [Test, Category("Peer")]
    public void Render_OnADesktop_ShowsTheCodeToScan()
    {
        var picture = new Browser().Screenshot(InstallPage.Render(ApplePages.AdHoc()), "ios-desktop", 1280, 1000);

        Assert.That(new QrReader().Read(picture), Is.EqualTo(ApplePages.Link));
    }

    [Test, Category("Peer")]
    public void Render_OnAPhone_NeverScrollsSideways()
    {
        var frames = HostileNames.Select(name => PhoneFrame.Of(InstallPage.Render(ApplePages.AdHoc(name) with
        {
            Audience = new InstallAudience { DeviceCount = 3, CanInstall = [name, name], CannotInstall = [name] },
        })));

        var measured = new Browser().Evaluate(
            $"<body>{string.Concat(frames)}</body>",
            "[...document.querySelectorAll('iframe')].map(frame => frame.contentDocument.documentElement.scrollWidth)",
            800,
            844);

        Assert.That(measured.Split(',').Select(width => int.Parse(width, CultureInfo.InvariantCulture)), Is.All.EqualTo(PhoneFrame.Width));
    }

    [Test, Category("Peer")]
    public void Render_WhenButtonIsTapped_AsksForTheManifest()
    {
        var manifest = new Uri("https://b.example/a%20b/manifest.plist?sig=x%2By&amp=1&lt=2");

        var target = new Browser().Evaluate(InstallPage.Render(ApplePages.AdHoc() with { Action = new InstallAction.ItmsServices(manifest) }), "document.querySelector('.button').getAttribute('href')", 800, 844);

        Assert.That(Uri.UnescapeDataString(target.Split("&url=")[1]), Is.EqualTo(manifest.AbsoluteUri));
    }

    private static InstallPageModel Expiring(int days) => ApplePages.AdHoc() with
    {
        Audience = new InstallAudience { DeviceCount = 3, ProfileExpires = Pages.Noon.AddDays(days) },
    };

    // The style sheet and the QR code are the Android page's own, approved there.
    private static void Verify(string name, InstallPageModel model) =>
        Approved.Verify($"{name}.approved.html", Icon().Replace(Symbol().Replace(Style().Replace(InstallPage.Render(model), "<style></style>"), "<path/>"), "base64,…\""));

    private static string[] Elements(string page) => [.. Tags().Matches(Style().Replace(page, "")).Select(match => match.Value)];

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<path fill=\"#000\"[^>]*>")]
    private static partial Regex Symbol();

    [GeneratedRegex("base64,[A-Za-z0-9+/=]+\"")]
    private static partial Regex Icon();

    [GeneratedRegex("</?[a-zA-Z!][a-zA-Z0-9]*")]
    private static partial Regex Tags();
}
