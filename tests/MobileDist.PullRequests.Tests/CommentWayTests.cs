using MobileDist.Testing;

namespace MobileDist.PullRequests.Tests;

/// <summary>A release that goes more than one way, or one that is no plain link.</summary>
public sealed class CommentWayTests
{
    private const string Review = "Apple reviews the first build of a version before external testers get it, often within a day.";

    [Test]
    public void Render_WhenAReleaseGoesTwoWays_TellsBothInOneCard() => Verify("TwoWays", Comments.AdHoc(3, 1) with { OtherWays = [Comments.TestFlight()] });

    [Test]
    public void Render_WhenTheStoreReviewsFirst_SaysWhen() => Verify("AfterReview", Comments.Ios() with { Way = Comments.TestFlight(WayAvailability.AfterReview, Review) });

    [Test]
    public void Render_WhenThereIsNoLinkForAll_NamesTheWay() => Verify(
        "InvitationOnly", Comments.Ios() with { Way = Comments.TestFlight() with { Link = null, Qr = new QrRendering.None(), Audience = "group QA (12 testers)" } });

    [Test]
    public void Render_WhenNobodyCanInstallYet_PromisesNothing()
    {
        var markdown = Render(Comments.Ios() with { Way = Comments.TestFlight(WayAvailability.No, "The group 'QA' has no testers.") });

        Assert.Multiple(() =>
        {
            Assert.That(markdown, Does.Contain("cannot be installed yet").And.Contain("but nobody can yet").And.Contain("has no testers"));
            Assert.That(markdown, Does.Not.Contain("ready to test"));
        });
    }

    [Test]
    public void Render_WhenRowsGoSeveralWays_LinksEachInTheTable()
    {
        var waiting = Comments.Ios() with { Key = "waiting-ios", Way = Comments.TestFlight(WayAvailability.AfterReview, Review) };
        var both = Comments.Ios() with { OtherWays = [Comments.TestFlight()] };

        var markdown = Render(both, waiting);

        Assert.That(markdown, Does.Contain("1 of 2 builds ready to test"));
        Assert.That(markdown, Does.Contain("**[Install](https://builds.example.com/sample-ios/)** · **[TestFlight](https://testflight.apple.com/join/AbCdEfGh)** |"));
        Assert.That(markdown, Does.Contain("**[TestFlight](https://testflight.apple.com/join/AbCdEfGh)** (after review) |"));
    }

    [Test]
    public void Parse_WhenReleasesGoSeveralWays_GivesThemBack()
    {
        var release = Comments.AdHoc(3, 1) with { OtherWays = [Comments.TestFlight(WayAvailability.AfterReview, Review)] };

        var read = ((ParsedComment.Ours)CommentMarkdown.Parse(Render(release))).Model.Releases.Single();

        Assert.That(read.SaysTheSameAs(release));
        Assert.That(read.OtherWays.Single().Steps, Is.EqualTo(Comments.TestFlight().Steps));
        Assert.That(read.SaysTheSameAs(release with { OtherWays = [Comments.TestFlight()] }), Is.False);
        Assert.That(read.SaysTheSameAs(release with { OtherWays = [] }), Is.False);
    }

    [TestCase("@everyone")]
    [TestCase("<img src=x onerror=alert(1)>")]
    [TestCase("](https://evil.example/)")]
    [TestCase("\n# Title\n")]
    public void Render_WhenWordsOfAWayAreHostile_LeavesThemWords(string text)
    {
        var way = Comments.TestFlight(WayAvailability.No, text) with { Title = text, Audience = text, Steps = [new CommentStep(text, "javascript:alert(1)"), new CommentStep(text, text)] };

        var markdown = Render(Comments.Ios() with { Way = way, OtherWays = [way] });

        var html = Html.Of(markdown);
        Assert.That(html, Does.Not.Contain("<img src=x").And.Not.Contain("javascript:").And.Not.Contain("<h1"));
        Assert.That(Html.Links(html), Has.None.Contains("evil"));
        Assert.That(markdown, Does.Not.Contain("@everyone"));
    }

    private static string Render(params CommentRelease[] releases) => CommentMarkdown.Render(Comments.Of(releases));

    // What programs read is compared by what it says, in the tests of the state.
    private static void Verify(string name, CommentRelease release)
    {
        var markdown = Render(release);
        Approved.Verify(name + ".approved.md", markdown[..markdown.IndexOf("<!-- mobiledist:state", StringComparison.Ordinal)]);
    }
}
