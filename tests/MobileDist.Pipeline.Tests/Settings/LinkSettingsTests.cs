using MobileDist.InstallLinks;
using MobileDist.Pipeline.Settings;
using MobileDist.PullRequests;

namespace MobileDist.Pipeline.Tests.Settings;

public sealed class LinkSettingsTests
{
    private const string App = "apps: { demo: { android: { package: app.apk, signing: { throw-away: true } } } }\n";

    private static ChannelSettings.Link LinkOf(RunSettings settings) => (ChannelSettings.Link)settings.Releases.Single().Channels.Single();

    private static RunSettings Load(LoaderFixture fixture, bool onGitHub = true) =>
        new SettingsLoader(_ => null).Load(fixture.Inputs with { ReleaseHost = onGitHub ? NoHost : null });

    private static IInstallHost NoHost(string folder) => throw new AssertionException("No host was to be made.");

    private static Fault FaultOf(LoaderFixture fixture, bool onGitHub) =>
        Assert.Throws<DistributionException>(() => Load(fixture, onGitHub))!.Faults.Single();

    [Test]
    public void Load_WhenNothingIsSaid_TheFolderCarriesTheLinkAndNothingStandsBesideTheComment()
    {
        using var fixture = new LoaderFixture().File(App);

        var settings = Load(fixture);

        Assert.That(LinkOf(settings).Host, Is.EqualTo("folder"));
        Assert.That(settings.Announce, Is.Null);
    }

    [Test]
    public void Load_WhenTheFileNamesTheRelease_ItCarriesTheLink()
    {
        using var fixture = new LoaderFixture().File(App + "channels: { link: { host: github-release } }\nannounce: check-run");

        var settings = Load(fixture);

        Assert.That(LinkOf(settings), Is.EqualTo(new ChannelSettings.Link("github-release", null)));
        Assert.That(settings.Announce, Is.EqualTo(LinkTargetKind.CheckRun));
    }

    [Test]
    public void Load_WhenAnArgumentNamesTheFolder_ItWinsOverTheFile()
    {
        using var fixture = new LoaderFixture().File(App + "channels: { link: { host: github-release } }");
        fixture.Arguments["link-host"] = "folder";

        Assert.That(LinkOf(Load(fixture, onGitHub: false)).Host, Is.EqualTo("folder"));
    }

    [Test]
    public void Load_WhenTheReleaseIsAskedForElsewhere_SaysWhatToUse()
    {
        using var fixture = new LoaderFixture().File(App + "channels: { link: { host: github-release } }");

        var fault = FaultOf(fixture, onGitHub: false);

        Assert.That(fault.Headline, Does.Contain("GitHub Actions"));
        Assert.That(fault.Remedy, Does.Contain("--link-host=folder"));
        Assert.That(fault.Details, Has.Some.Matches<FaultDetail>(detail => detail is { Name: "line", Value: "2" }));
    }

    [Test]
    public void Load_WhenTheReleaseHasAnAddressToo_SaysThatOneIsTooMany()
    {
        using var fixture = new LoaderFixture().File(App);
        fixture.Arguments["link-host"] = "github-release";
        fixture.Arguments["link-url"] = "https://builds.example.com/";

        Assert.That(FaultOf(fixture, onGitHub: true).Headline, Does.Contain("'https://builds.example.com/'").And.Contain("'folder'"));
    }

    [TestCase("link-host", "github-relase", "Did you mean 'github-release'?")]
    [TestCase("announce", "deploy", "deployment, check-run")]
    public void Load_WhenTheChoiceIsUnknown_SaysWhichAreValid(string argument, string value, string expected)
    {
        using var fixture = new LoaderFixture().File(App);
        fixture.Arguments[argument] = value;

        var fault = FaultOf(fixture, onGitHub: true);

        Assert.That(fault.Headline + fault.Remedy + string.Join(' ', fault.Details.Select(detail => detail.Value)), Does.Contain(value).And.Contain(expected));
    }
}
