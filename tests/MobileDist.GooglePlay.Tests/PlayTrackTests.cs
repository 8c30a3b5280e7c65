using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MobileDist.Testing.GooglePlay;

namespace MobileDist.GooglePlay.Tests;

/// <summary>What becomes of the track: what was on it, its notes, its testers, and version codes that do not fit.</summary>
public sealed class PlayTrackTests
{
    private PlayFixture _fixture = null!;

    [SetUp]
    public void Prepare() => _fixture = new PlayFixture();

    [TearDown]
    public void Remove() => _fixture.Dispose();

    [Test]
    public async Task Publish_WhenTrackIsMissing_NamesTheOthers()
    {
        _fixture.App.AddRelease("pr-testers", 7);

        var outcome = (PlayPublishOutcome.TrackMissing)await _fixture.PublishAsync(_fixture.Plan(track: "pr-tester"));

        Assert.That(outcome, Has.Property("Nearest").EqualTo("pr-testers").And.Property("Tracks").EquivalentTo(new[] { "alpha", "beta", "internal", "production", "pr-testers" }));
        Assert.That(_fixture.Count("POST", "/bundles"), Is.Zero, "nothing is sent before it is known where to");
        Assert.That(_fixture.Play.OpenEdits, Is.Zero);
    }

    [Test]
    public async Task Publish_WhenTrackIsToBeCreated_CreatesIt([Values] bool isAnswerLost)
    {
        if (isAnswerLost)
        {
            _fixture.Fail("POST", "/tracks", new FakePlayFault.CutAfter());
        }

        // The first thing on a new track is its release, so what the lost answer made is not to be seen by asking for it.
        var outcome = (PlayPublishOutcome.Published)await _fixture.PublishAsync(_fixture.Plan(track: "pr-testers") with { CreateTrack = true });

        Assert.That(outcome.Changes, Does.Contain(new PlayChange(PlayChangeKind.TrackCreated, "pr-testers")));
        Assert.That(_fixture.App.Live.CodesOn("pr-testers"), Is.EqualTo(new[] { 42L }));
    }

    [Test]
    public async Task Publish_WhenTrackHasReleases_KeepsWhatItDoesNotReplace()
    {
        _fixture.App.AddRelease("beta", 40);
        _fixture.App.AddRelease("beta", 41, "inProgress");
        _fixture.App.AddRelease("beta", 50, "draft");
        _fixture.App.Live.Tracks["beta"][2]!["countryTargeting"] = JsonNode.Parse("""{"countries":["DE"],"includeRestOfWorld":false}""");

        var outcome = (PlayPublishOutcome.Published)await _fixture.PublishAsync(_fixture.Plan(track: "beta") with { Status = PlayReleaseStatus.InProgress, UserFraction = 0.2 });

        Assert.That(_fixture.App.Live.CodesOn("beta"), Is.EqualTo(new[] { 40L, 42L, 50L }));
        Assert.That(_fixture.App.Live.Tracks["beta"].Single(release => release!["status"]!.GetValue<string>() is "draft")!["countryTargeting"]!["countries"]![0]!.GetValue<string>(), Is.EqualTo("DE"));
        Assert.That(outcome.Changes, Does.Contain(new PlayChange(PlayChangeKind.ReleaseReplaced, "41 (1.0)")));
    }

    [Test]
    public async Task Publish_WhenServedToAll_TakesThePlaceOfTheOneBefore()
    {
        _fixture.App.AddRelease("beta", 40);
        _fixture.App.AddRelease("beta", 39, "draft");

        await _fixture.PublishAsync(_fixture.Plan(track: "beta") with { RetainedVersionCodes = [40] });

        Assert.That(_fixture.App.Live.Tracks["beta"].Select(release => string.Join(',', release!["versionCodes"]!.AsArray())), Is.EquivalentTo(new[] { "39", "40,42" }));
    }

    [Test]
    public async Task Publish_WhenTrackServesHigher_ChangesNothing()
    {
        _fixture.App.AddRelease("internal", 50);

        Assert.That(await _fixture.PublishAsync(_fixture.Plan()), Is.EqualTo(new PlayPublishOutcome.Superseded(42, 50)));
        Assert.That(_fixture.App.Live.CodesOn("internal"), Is.EqualTo(new[] { 50L }));
        Assert.That(_fixture.Play.Received, Is.Zero);
    }

    [Test]
    public async Task Publish_WhenVersionCodeIsTaken_SaysTheNext([Values] bool isKnown)
    {
        _fixture.App.AddRelease("production", 42);
        _fixture.App.AddRelease("alpha", 57, "draft");
        if (!isKnown)
        {
            // As after an upload whose package Google lists no more.
            _fixture.Fail("GET", "/bundles", new FakePlayFault.Refuse(FakePlayAnswer.Of([])));
        }

        var outcome = (PlayPublishOutcome.VersionCodeUsed)await _fixture.PublishAsync(_fixture.Plan());

        Assert.That(outcome, Has.Property("Next").EqualTo(58).And.Property("Failure").Property("Kind").EqualTo(PlayFailureKind.VersionCodeUsed));
        Assert.That(_fixture.Play.Received, isKnown ? Is.Zero : Is.Positive, "what can be known is known before the upload");
        Assert.That(_fixture.Play.OpenEdits, Is.Zero);
    }

    [Test]
    public async Task Publish_WhenNotesAreTooLong_CutsThemAndSays()
    {
        var notes = ImmutableSortedDictionary<string, string>.Empty.Add("en-US", new string('x', 498) + "😀😀").Add("de-DE", new string('y', 500));

        var outcome = (PlayPublishOutcome.Published)await _fixture.PublishAsync(_fixture.Plan() with { Notes = notes, ReleaseName = new string('n', 80) });

        var release = _fixture.App.Live.Tracks["internal"].Single()!;
        Assert.That(release["releaseNotes"]!.AsArray().Select(note => note!["text"]!.GetValue<string>()), Is.EqualTo(new[] { new string('y', 500), new string('x', 498) + "…" }));
        Assert.That(release["name"]!.GetValue<string>(), Has.Length.EqualTo(50));
        Assert.That(outcome.Changes.Where(change => change.Kind is PlayChangeKind.NotesCut), Is.EqualTo(new[] { new PlayChange(PlayChangeKind.NotesCut, "en-US") }));
    }

    [Test]
    public async Task Publish_WhenGroupsAreNamed_AddsThemToThoseThere()
    {
        _fixture.App.Live.Groups["internal"] = ["Old@googlegroups.com"];

        var outcome = (PlayPublishOutcome.Published)await _fixture.PublishAsync(_fixture.Plan() with { TesterGroups = ["old@googlegroups.com", "qa@acme.example"] });

        Assert.That(_fixture.App.Live.Groups["internal"], Is.EqualTo(new[] { "Old@googlegroups.com", "qa@acme.example" }));
        Assert.That(outcome.Changes.Where(change => change.Kind is PlayChangeKind.GroupAdded or PlayChangeKind.GroupRemoved), Is.EqualTo(new[] { new PlayChange(PlayChangeKind.GroupAdded, "qa@acme.example") }));
    }
}
