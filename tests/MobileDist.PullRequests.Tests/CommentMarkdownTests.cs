using System.Text.RegularExpressions;
using MobileDist.Testing;

namespace MobileDist.PullRequests.Tests;

public sealed partial class CommentMarkdownTests
{
    private static string[] HostileNames =>
    [
        "<script>alert(1)</script>",
        "</details></table><img src=x onerror=alert(1)>",
        "<!-- mobiledist:comment v=1 key=other -->",
        "--> <b>bold</b> <!--",
        "[click](https://evil.example)",
        "![i](https://evil.example/i.png)",
        "[a]: https://evil.example",
        "**bold** _em_ ~~gone~~ `code` ``x``",
        "a | b | c",
        "\\| \\` \\<b>",
        "# heading",
        "1. list\n\n* list\n\n---\n\n> quote",
        "```\nfence\n```",
        "@octocat @acme/team",
        "fixes #123 GH-123 acme/shop#7 JIRA-42 !99",
        "AB#1234",
        "https://evil.example www.evil.example evil.example ftp://evil.example",
        "mail me@evil.example",
        "bec4bf9d3b1c0f7a6d5e4c3b2a19080706050403",
        "deadbeef deadbeefcafe",
        "::set-output name=x::y",
        "::error::boom",
        "##[error]boom ##vso[task.setvariable variable=x]y",
        "$$x^2$$ $`x`$ $x$",
        ":rocket: :-)",
        "&lt;b&gt; &#60;b&#62; &amp;",
        "line\r\nbreak\ttab\0nul\e[31mred",
        "invoice\u202Egpj.exe",
        "\uD83D half",
        "👩‍👩‍👧‍👦 Familie 🛒",
        new('W', 500),
        new('|', 60),
        "{{ mustache }} ${{ secrets.TOKEN }} ${HOME} %PATH%",
        "^sup^ ==mark== ++ins++ \"quote\" 'quote' ... -- ---",
        "- [x] task",
        "[^1] footnote [^1]: text",
        "",
        "   ",
    ];

    [Test]
    public void Render_WhenOneIsReady_IsACard() => Verify("OneRelease", Comments.Of(Comments.Android()));

    [Test]
    public void Render_WhenThereAreThree_IsATable() => Verify("ThreeReleases", Comments.Of(Comments.Ios(), Comments.Failed(), Comments.Android()));

    [Test]
    public void Render_WhenOneFailed_SaysWhy() => Verify("Failed", Comments.Of(Comments.Failed()));

    [Test]
    public void Render_WhenOneWasSkipped_SaysWhy() => Verify(
        "Skipped",
        Comments.Of(Comments.Failed() with { Outcome = new CommentOutcome.Skipped("The pull request comes from a fork, which has no signing key.") }));

    [Test]
    public void Render_WhenWithdrawn_LinksNothing()
    {
        var model = Comments.Of(Comments.Android() with { Outcome = new CommentOutcome.Withdrawn(Comments.Noon.AddDays(1), "the pull request was closed") });

        Verify("Withdrawn", model);
        Assert.That(CommentMarkdown.Render(model), Does.Not.Contain(Comments.Link));
    }

    [Test]
    public void Render_WhenKeyIsThrownAway_Warns() => Verify(
        "ThrowAwayKey",
        Comments.Of(Comments.Android() with { Notes = [new CommentNote(true, "Signed with a throw-away key: the next build will not install over this one."), new CommentNote(false, "The icon is an adaptive one.")] }));

    [Test]
    public void Render_WhenLinkIsThisComputersOnly_ShowsWhereItLies() => Verify(
        "ThisComputer",
        Comments.Of(Comments.Android() with
        {
            Link = new CommentLink("file:///home/ada/shop/artifacts/mobiledist/sample-android/site/index.html", LinkReach.ThisComputer, "This page is a file on the computer that made it. Serve its folder, or copy it to a web server, before you scan."),
            Qr = new QrRendering.None(),
            Run = CommentRun.Unknown,
        }));

    [Test]
    public void Render_WhenCodeIsDrawnAsBlocks_IsOneLineInAKeyboardElement() => Verify("Blocks", Comments.Of(Comments.Android() with { Qr = new QrRendering.Blocks(Comments.Modules("HI")) }));

    [Test]
    public void Render_WhenDevicesAreListed_SaysWhoCanAndWhoCannot() => Verify("AdHoc", Comments.Of(Comments.AdHoc(can: 3, cannot: 2)));

    [Test]
    public void Render_WhenNamesAreMany_FoldsThem() => Verify("AdHocMany", Comments.Of(Comments.AdHoc(can: 60, cannot: 9)));

    [Test]
    public void Render_WhenInHouse_SaysAnyDevice() => Verify(
        "InHouse",
        Comments.Of(Comments.Ios() with { Devices = new CommentDevices { AnyDevice = true, ProfileExpires = Comments.Noon.AddDays(20) } }));

    [TestCase(0, "nobody: no device is in its provisioning profile")]
    [TestCase(1, "the 1 device in its provisioning profile")]
    [TestCase(100, "the 100 devices in its provisioning profile")]
    [TestCase(null, "the devices in its provisioning profile")]
    public void Render_WhenDevicesAreCounted_SaysHowMany(int? count, string expected)
    {
        var markdown = CommentMarkdown.Render(Comments.Of(Comments.Ios() with { Devices = new CommentDevices { Count = count } }));

        Assert.That(markdown, Does.Contain($"| Who can install | {expected} |"));
        Assert.That(markdown, Does.Not.Contain("14 registered devices"), "said once");
    }

    [Test]
    public void Render_WhenItFailed_SaysNothingOfDevices()
    {
        var markdown = CommentMarkdown.Render(Comments.Of(Comments.AdHoc(can: 60, cannot: 2) with { Outcome = new CommentOutcome.Failed("It is broken.") }));

        Assert.That(markdown, Does.Not.Contain("Ada").And.Not.Contain("Grace").And.Not.Contain("profile"));
    }

    [Test]
    public void Render_WhenNamesDoNotFit_KeepsTheDetailsAndCountsThem()
    {
        var long50 = CommentNames.Of(Enumerable.Repeat(new string('|', 60), 50));
        var model = Comments.Of([.. Enumerable.Range(0, 5).Select(row => Comments.AdHoc(0, 0) with { Key = $"app-{row}-ios", Devices = new CommentDevices { CannotInstall = long50 } })]);

        Assert.That(CommentMarkdown.Render(model), Does.Contain("<details>").And.Contain("50 testers have no device in the provisioning profile and cannot install it.").And.Not.Contain("&#124;"));
    }

    [Test]
    public void Render_WhenRowsWithNamesDoNotFit_KeepsTheRowsAndCountsTheNames()
    {
        var random = new Random(5);
        var model = Comments.Of([.. Enumerable.Range(0, 150).Select(row => Comments.AdHoc(50, 50) with
        {
            Key = $"app-{row}-ios",
            Devices = new CommentDevices { Count = 50, CanInstall = CommentNames.Of(Enumerable.Range(0, 50).Select(_ => $"{random.Next():x8}{random.Next():x8}")) },
        })]);

        var markdown = CommentMarkdown.Render(model);
        var kept = ((ParsedComment.Ours)CommentMarkdown.Parse(markdown)).Model.Releases;

        Assert.That(markdown, Has.Length.LessThanOrEqualTo(CommentMarkdown.LongestComment));
        Assert.That(kept, Has.Length.EqualTo(150));
        Assert.That(kept[0].Devices!.CanInstall, Is.EqualTo(new CommentNames([], 50)));
    }

    [Test]
    public void Render_WhenThereIsNothing_SaysSo() =>
        Assert.That(CommentMarkdown.Render(Comments.Of()), Does.Contain("### No builds"));

    [TestCase("Upper"), TestCase("a--b"), TestCase(""), TestCase("a b"), TestCase("a -->"), TestCase("-a")]
    public void Render_WhenKeyIsNoKey_IsAnError(string key) =>
        Assert.Throws<ArgumentException>(() => CommentMarkdown.Render(new CommentModel { Key = key }));

    [Test]
    public void Render_WhenReadByAnother_LinksWhatItShould()
    {
        var links = Html.Links(Html.Of(CommentMarkdown.Render(Comments.Of(Comments.Android()))));

        Assert.That(links, Is.EquivalentTo(new[]
        {
            Comments.Link, Comments.Link + "qr.png", Comments.Link, Comments.Android().Run.CommitLink, Comments.Android().Run.Link,
        }));
    }

    [Test]
    public void Render_WhenReadByAnother_IsTheTableItShouldBe()
    {
        var elements = Html.Elements(Html.Of(CommentMarkdown.Render(Comments.Of(Comments.Ios(), Comments.Failed(), Comments.Android()))));

        Assert.That(elements.Count("<table".Equals), Is.EqualTo(4));
        Assert.That(elements.Count("<img".Equals), Is.EqualTo(2));
        Assert.That(elements.Count("<h4".Equals), Is.EqualTo(3));
    }

    [TestCaseSource(nameof(HostileNames))]
    public void Render_WhenTextIsHostile_HasTheSameElementsAsEver(string name)
    {
        foreach (var models in Shapes(name).Zip(Shapes("Sample")))
        {
            var html = Html.Of(CommentMarkdown.Render(models.First));

            // A dollar stands in an element of its own.
            Assert.That(Html.Elements(html).Where(element => element is not ("<span" or "</span")), Is.EqualTo(Html.Elements(Html.Of(CommentMarkdown.Render(models.Second)))), html);
        }
    }

    [TestCaseSource(nameof(HostileNames))]
    public void Render_WhenTextIsHostile_LeavesNothingToLink(string name)
    {
        foreach (var model in Shapes(name))
        {
            var markdown = CommentMarkdown.Render(model);
            var html = Html.Of(markdown);

            Assert.That(Html.LooseText(html), Does.Not.Match(Mention().ToString()));
            Assert.That(Html.Links(html), Has.None.Contains("evil"));
            Assert.That(markdown.Split('\n'), Has.None.Match(@"^\s*::").And.None.Contains("##[").And.None.Contains("##vso"));
            Assert.That(markdown, Does.Not.Match("[\\u0000-\\u0009\\u000B-\\u001F\\u202A-\\u202E\\u2066-\\u2069]"));
            Assert.That(CommentMarkdown.Parse(markdown), Is.InstanceOf<ParsedComment.Ours>().With.Property("Model").Property("Key").EqualTo("default"));
        }
    }

    [TestCase("javascript:alert(1)")]
    [TestCase("data:text/html,x")]
    [TestCase("https://user:password@builds.example.com/")]
    [TestCase("//builds.example.com/")]
    [TestCase("https://")]
    [TestCase("not a link")]
    public void Render_WhenAddressIsNoWebAddress_LinksNothing(string address)
    {
        var release = Comments.Android() with { Link = new CommentLink(address, LinkReach.Internet), Qr = new QrRendering.Image(address), Run = new CommentRun { Link = address, CommitLink = address, Commit = "abc" } };

        Assert.That(Html.Links(Html.Of(CommentMarkdown.Render(Comments.Of(release)))), Is.Empty);
        Assert.That(Html.Links(Html.Of(CommentMarkdown.Render(Comments.Of(release, Comments.Failed() with { Run = CommentRun.Unknown })))), Is.Empty);
    }

    [TestCase("https://b.example/a)b(c<d>e\"f'g|h`i[j]k", "https://b.example/a%29b%28c%3Cd%3Ee%22f%27g%7Ch%60i%5Bj%5Dk")]
    [TestCase("https://b.example/?a=1&amp=2&lt=3", "https://b.example/?a=1&amp=2&lt=3")]
    [TestCase("https://b.example:8443/x y", "https://b.example:8443/x%20y")]
    [TestCase("https://аpple.example/", "https://xn--pple-43d.example/")]
    [TestCase("http://192.168.1.20:8080/", "http://192.168.1.20:8080/")]
    public void Render_WhenAddressIsOdd_LinksExactlyThat(string address, string expected)
    {
        var release = Comments.Android() with { Link = new CommentLink(address, LinkReach.Internet), Qr = new QrRendering.None(), Run = CommentRun.Unknown };

        Assert.That(Html.Links(Html.Of(CommentMarkdown.Render(Comments.Of(release)))), Is.EqualTo(new[] { expected }));
    }

    [Test]
    public void Render_WhenImageIsNotSecure_ShowsNone() =>
        Assert.That(CommentMarkdown.Render(Comments.Of(Comments.Android() with { Qr = new QrRendering.Image("http://b.example/qr.png") })), Does.Not.Contain("<img"));

    [TestCase(2, false), TestCase(20, false), TestCase(120, true), TestCase(400, true)]
    public void Render_WhenThereAreMany_StaysWithinTheLimit(int count, bool isShortened)
    {
        var markdown = CommentMarkdown.Render(Many(count));

        Assert.That(markdown, Has.Length.LessThanOrEqualTo(CommentMarkdown.LongestComment));
        Assert.That(markdown.Contains("<details>", StringComparison.Ordinal), Is.EqualTo(!isShortened));
        Assert.That(Rows(markdown), Is.EqualTo(count), "no row is lost for the next job");
    }

    [Test]
    public void Render_WhenNotEvenRowsFit_CountsTheRest()
    {
        var markdown = CommentMarkdown.Render(Many(400));
        var rest = Rest().Match(markdown);

        Assert.That(rest.Success, markdown[..2000]);
        var shown = markdown.Split('\n').Count(line => line.Contains("**[Install](", StringComparison.Ordinal));
        Assert.That(shown + int.Parse(rest.Groups[1].Value), Is.EqualTo(400));
        Assert.That(shown, Is.GreaterThan(50));
    }

    [TestCase(200), TestCase(600), TestCase(2_000), TestCase(8_000)]
    public void Render_WhenRoomIsTiny_StillFits(int longest)
    {
        var markdown = CommentMarkdown.Render(Many(30), Math.Max(longest, 400));

        Assert.That(markdown, Has.Length.LessThanOrEqualTo(Math.Max(longest, 400)));
        Assert.That(CommentMarkdown.Parse(markdown), Is.InstanceOf<ParsedComment.Ours>());
    }

    [Test]
    public void Render_WhenInlineCodesTakeTooMuch_DropsThemFirst()
    {
        var modules = Comments.Modules("https://builds.example.com/" + new string('x', 100));
        var one = Comments.Of(Comments.Android() with { Qr = new QrRendering.Formula(modules) });
        var ten = Comments.Of([.. Enumerable.Range(0, 10).Select(number => Comments.Android() with { Key = $"app-{number}", Qr = new QrRendering.Formula(modules) })]);

        Assert.That(CommentMarkdown.Render(one), Does.Contain("```math"));
        Assert.That(CommentMarkdown.Render(ten), Does.Not.Contain("```math").And.Contain("<details>").And.Contain("SHA-256"));
    }

    private static int Rows(string markdown) => ((ParsedComment.Ours)CommentMarkdown.Parse(markdown)).Model.Releases.Length;

    private static CommentModel Many(int count)
    {
        var random = new Random(42);
        var bytes = new byte[32];
        return Comments.Of([.. Enumerable.Range(0, count).Select(number =>
        {
            random.NextBytes(bytes);
            return Comments.Android($"App {number}") with { Key = $"app-{number}-android", Sha256 = Convert.ToHexStringLower(bytes), Link = new CommentLink($"https://builds.example.com/{Convert.ToHexStringLower(bytes.AsSpan(0, 16))}/", LinkReach.Internet) };
        })]);
    }

    private static IEnumerable<CommentModel> Shapes(string text)
    {
        var published = new CommentRelease
        {
            Key = "a",
            App = text,
            Platform = text,
            Outcome = new CommentOutcome.Published(),
            Run = new CommentRun { Commit = text, CommitLink = "https://a.example/", Link = "https://b.example/", At = Comments.Noon },
            Identifier = text,
            Version = text,
            BuildNumber = text,
            Audience = text,
            Devices = new CommentDevices { Count = 2, CanInstall = CommentNames.Of([text, text]), CannotInstall = CommentNames.Of([text]), ProfileExpires = Comments.Noon },
            Sha256 = text,
            Link = new CommentLink("https://c.example/", LinkReach.Network, text),
            Qr = new QrRendering.Image("https://c.example/qr.png"),
            Notes = [new CommentNote(true, text), new CommentNote(false, text)],
        };
        var local = published with { Key = "b", Link = new CommentLink(text, LinkReach.ThisComputer, text) };
        var crowded = published with
        {
            Key = "f",
            Devices = new CommentDevices { CanInstall = CommentNames.Of(Enumerable.Repeat(text, 60)), CannotInstall = CommentNames.Of(Enumerable.Repeat(text, 7)) },
        };
        var failed = published with { Key = "c", Outcome = new CommentOutcome.Failed(text) };
        var skipped = published with { Key = "d", Outcome = new CommentOutcome.Skipped(text) };
        var withdrawn = published with { Key = "e", Outcome = new CommentOutcome.Withdrawn(Comments.Noon, text) };
        CommentRelease[] all = [published, local, failed, skipped, withdrawn];
        return [.. all.Select(release => Comments.Of(release)), Comments.Of(crowded), Comments.Of(all)];
    }

    // The compressed state differs between versions of the runtime, and nobody could read it: shown is what it holds.
    private static void Verify(string name, CommentModel model)
    {
        var markdown = CommentMarkdown.Render(model);
        var rows = ((ParsedComment.Ours)CommentMarkdown.Parse(markdown)).Model.Releases.Length;
        Approved.Verify($"{name}.approved.md", State().Replace(markdown, $"<!-- mobiledist:state v=1 ({rows} rows) -->"));
    }

    [GeneratedRegex("<!-- mobiledist:state v=1 [A-Za-z0-9+/=]+ -->")]
    private static partial Regex State();

    [GeneratedRegex("And ([0-9]+) more, for which there is no room here: [0-9]+ ready\\.")]
    private static partial Regex Rest();

    // What GitHub and Azure DevOps look for in text: people, issues, pull requests, other trackers, commits, addresses, formulas.
    [GeneratedRegex(@"@[A-Za-z0-9\[<]|#[0-9]|![0-9]|\bGH-[0-9]|\b(?!SHA-256)[A-Z]+-[0-9]|\b(?=[0-9]*[a-f])[0-9a-f]{7,40}\b|[a-z]+://|www\.[a-z]|[a-z]\.example|(?<=^|\s)\$[^\s\u2060]|:[a-z]+:")]
    private static partial Regex Mention();
}
