using System.Text.Json;
using MobileDist.PullRequests;
using MobileDist.Testing;
using MobileDist.Testing.GooglePlay;

namespace MobileDist.Pipeline.Tests.Play;

/// <summary>A release that goes several ways, of which one fails.</summary>
public sealed class SeveralChannelsTests
{
    private const string Refusal = "The release could not be committed in Google Play";

    [Test]
    public async Task Distribute_WhenTheStoreRefuses_TheLinkIsThereAndTheCommentTellsOfBoth()
    {
        await using var project = await StartAsync("channels: [link, play]");
        Refuse(project);

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused), project.Notes.Transcript);
        Assert.That(distribution.Faults.Single().Details, Has.Member(new FaultDetail("channel", "play")));
        Assert.That(File.Exists(Site(project, "index.html")));
        var row = distribution.Announcement!.Rows.Single();
        Assert.That(row.Outcome, Is.EqualTo(new CommentOutcome.Published()));
        Assert.That(row.Ways.Select(way => (way.Title, way.Availability)), Is.EqualTo(new[] { (null, WayAvailability.Now), ("Google Play", WayAvailability.No) }));
        Assert.That(distribution.Announcement.Markdown, Does.Contain("⚠️ Google Play: " + Refusal));
        Assert.That(distribution.Results.Single(), Has.Property("What").EqualTo("failed at Publish").And.Property("Failed").True.And.Property("Link").Not.Null);
    }

    [Test]
    public async Task Distribute_WhenTheStoreTakesItNextTime_TellsOfNoFailure()
    {
        await using var project = await StartAsync("channels: [link, play]");
        Refuse(project);
        await project.DistributeAsync();
        var alone = await File.ReadAllTextAsync(Site(project, "index.html"));
        project.Play.Fault = _ => null;

        var again = await project.DistributeAsync();

        Assert.That(again.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(again.Announcement!.Rows.Single().Ways.Select(way => way.Availability), Is.All.EqualTo(WayAvailability.Now));
        Assert.That(again.Announcement.Markdown, Does.Not.Contain(Refusal));
        Assert.That(await project.Project.ReceiptAsync(), Does.Not.Contain("\"failure\""));
        Assert.That(alone, Does.Not.Contain("<bdi>Google Play</bdi>"));
        Assert.That(await File.ReadAllTextAsync(Site(project, "index.html")), Does.Contain("<bdi>Google Play</bdi>"));
    }

    [Test]
    public async Task Distribute_WhenThePackageIsForStoresOnly_MakesNoPageThatLeadsNowhere()
    {
        await using var project = await StartAsync("channels: [link, play]");
        project.UseBundle();
        Refuse(project);

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused), project.Notes.Transcript);
        Assert.That(distribution.Faults, Has.Length.EqualTo(1), "that a bundle goes by no link is nothing new");
        Assert.That(project.Notes.Of(RunNoteKind.Skipped), Has.Some.StartWith("Publish: 'link'"));
        Assert.That(Directory.Exists(Site(project)), Is.False);
        Assert.That(distribution.Announcement!.Rows.Single().Outcome, Is.InstanceOf<CommentOutcome.Failed>());
    }

    [Test]
    public async Task Distribute_WhenTheStoreFailsLater_AnnouncesNoPageOfBefore()
    {
        await using var project = await StartAsync("channels: [link, play]");
        project.UseBundle();
        await project.DistributeAsync();
        project.Play.Fault = request => request.Path.Contains("/tracks/", StringComparison.Ordinal) ? new FakePlayFault.Refuse(FakePlayRefusals.NoPermission()) : null;

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused), project.Notes.Transcript);
        Assert.That(distribution.Announcement!.Rows.Single().Outcome, Is.InstanceOf<CommentOutcome.Failed>());
    }

    [Test]
    public async Task Distribute_WhenEveryChannelFails_TellsOfAllUnderTheCodeOfTheFirst()
    {
        await using var project = await StartAsync("channels: [link, play]");
        Refuse(project);
        project.Project.Write("artifacts/mobiledist/demo-android/site/foreign.txt", "not ours");

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused), project.Notes.Transcript);
        Assert.That(distribution.Faults.SelectMany(fault => fault.Details).Where(detail => detail.Name is "channel").Select(detail => detail.Value), Is.EqualTo(new[] { "play", "link" }));
        Assert.That(distribution.Announcement!.Rows.Single().Outcome, Is.InstanceOf<CommentOutcome.Failed>().With.Property("Reason").Contain(Refusal));
    }

    [Test]
    public async Task Distribute_WhenOnlyTheLinkFails_TheStoreStands()
    {
        await using var project = await StartAsync("channels: [link, play]");
        project.Project.Write("artifacts/mobiledist/demo-android/site/foreign.txt", "not ours");

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.Not.EqualTo(ExitCode.Done));
        Assert.That(project.App.Live.CodesOn("internal"), Is.EqualTo(new[] { (long)SampleApk.VersionCode }));
        Assert.That(distribution.Announcement!.Rows.Single().Ways.Select(way => (way.Title, way.Availability)), Is.EqualTo(new[] { ("Google Play", WayAvailability.Now), ("the install page", WayAvailability.No) }));
    }

    [Test]
    public async Task Distribute_WhenAChannelIsNoMoreAskedFor_IsNotAnnounced()
    {
        await using var project = await StartAsync("channels: [link, play-sharing, play]");
        await project.DistributeAsync();
        project.Project.Arguments["channels"] = "play,play-sharing";
        Refuse(project);
        project.App.Live.Tracks["internal"].Clear();

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused), project.Notes.Transcript);
        Assert.That(distribution.Announcement!.Rows.Single().Ways.Select(way => way.Title), Is.EqualTo(new[] { "Google Play internal app sharing", "Google Play" }));
        using var receipt = JsonDocument.Parse(await project.Project.ReceiptAsync());
        Assert.That(receipt.RootElement.GetProperty("publish").GetProperty("channels").EnumerateArray().Select(channel => channel.GetProperty("channel").GetString()), Has.Member("link"), "it is kept for a run that asks for it");
    }

    private static Task<PlayProject> StartAsync(string channels) =>
        PlayProject.StartAsync(settings: PlayProject.Settings.Replace("channels: play", channels, StringComparison.Ordinal));

    private static void Refuse(PlayProject project) =>
        project.Play.Fault = request => request.Path.EndsWith(":commit", StringComparison.Ordinal) ? new FakePlayFault.Refuse(FakePlayRefusals.Invalid("Something is wrong.")) : null;

    private static string Site(PlayProject project, string file = "") => project.Project.Output("demo-android", "site", file);
}
