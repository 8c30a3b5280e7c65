using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MobileDist.Testing.GooglePlay;

namespace MobileDist.GooglePlay.Tests;

public sealed class PlayPublishingTests
{
    private PlayFixture _fixture = null!;

    [SetUp]
    public void Prepare() => _fixture = new PlayFixture();

    [TearDown]
    public void Remove() => _fixture.Dispose();

    [Test]
    public async Task Publish_WhenAllGoesWell_PutsTheReleaseOnTheTrack()
    {
        var plan = _fixture.Plan() with
        {
            ReleaseName = "PR 123 (a1b2c3)",
            UpdatePriority = 3,
            Notes = ImmutableSortedDictionary<string, string>.Empty.Add("en-US", "Faster.").Add("de-DE", "Schneller."),
            MappingFile = _fixture.Folder.Write("mapping.txt", "a -> b:"),
            NativeSymbols = _fixture.Folder.Write("symbols.zip", "PK"),
        };

        var outcome = (PlayPublishOutcome.Published)await _fixture.PublishAsync(plan);

        var release = _fixture.App.Live.Tracks["internal"].Single()!;
        Assert.That(
            release.ToJsonString(),
            Is.EqualTo("""{"name":"PR 123 (a1b2c3)","versionCodes":["42"],"status":"completed","releaseNotes":[{"language":"de-DE","text":"Schneller."},{"language":"en-US","text":"Faster."}],"inAppUpdatePriority":3}"""));
        Assert.That(_fixture.App.Live.Packages.Single(), Has.Property("HasMapping").True.And.Property("HasNativeSymbols").True);
        Assert.That(outcome.Release, Is.EqualTo(new PlayRelease("internal", "PR 123 (a1b2c3)", outcome.Release.VersionCodes, PlayReleaseStatus.Completed)));
        Assert.That(outcome.Changes.Select(change => change.Kind), Is.EqualTo(new[] { PlayChangeKind.PackageUploaded, PlayChangeKind.MappingUploaded, PlayChangeKind.NativeSymbolsUploaded }));
        Assert.That(outcome.Record, Is.EqualTo(_fixture.Saved[^1]).And.Property("IsCommitted").True.And.Property("EditId").Null);
        Assert.That(_fixture.Play.OpenEdits, Is.Zero);
        Assert.That(_fixture.Play.Requests.Single(request => request.Path.EndsWith(":commit", StringComparison.Ordinal)).Parameter("changesInReviewBehavior"), Is.EqualTo("ERROR_IF_IN_REVIEW"));
    }

    [Test]
    public async Task Publish_WhenDoneBefore_ChangesNothing()
    {
        await _fixture.PublishAsync(_fixture.Plan());

        var outcome = (PlayPublishOutcome.Published)await _fixture.PublishAsync(_fixture.Plan());

        Assert.That(outcome, Has.Property("WasThere").True.And.Property("Changes").Empty);
        Assert.That(_fixture.Count("POST", ":commit"), Is.EqualTo(1));
        Assert.That(_fixture.Count("POST", "/bundles"), Is.EqualTo(1));
        Assert.That(_fixture.Play.OpenEdits, Is.Zero);
    }

    [Test]
    public async Task Publish_WhenDoneBeforeAndRecorded_OpensNoEdit()
    {
        await _fixture.PublishAsync(_fixture.Plan());

        var outcome = (PlayPublishOutcome.Published)await _fixture.PublishAsync(_fixture.Plan(), _fixture.Saved[^1]);

        Assert.That(outcome.WasThere, Is.True);
        Assert.That(_fixture.Count("POST", "/edits"), Is.EqualTo(1), "an edit would end that of another job");
    }

    [Test]
    public async Task Publish_WhenDoneBeforeButMoreIsWanted_DoesThat()
    {
        await _fixture.PublishAsync(_fixture.Plan());

        await _fixture.PublishAsync(_fixture.Plan() with { TesterGroups = ["qa@googlegroups.com"] }, _fixture.Saved[^1]);

        Assert.That(_fixture.App.Live.Groups["internal"], Is.EqualTo(new[] { "qa@googlegroups.com" }));
        Assert.That(_fixture.Count("POST", "/bundles"), Is.EqualTo(1));
    }

    [Test]
    public async Task Publish_WhenPackageIsOnAnotherTrack_IsNotUploadedAgain()
    {
        await _fixture.PublishAsync(_fixture.Plan());

        var outcome = (PlayPublishOutcome.Published)await _fixture.PublishAsync(_fixture.Plan(track: "alpha"));

        Assert.That(outcome.Changes, Is.EqualTo(new[] { new PlayChange(PlayChangeKind.PackageReused) }));
        Assert.That(_fixture.App.Live.CodesOn("alpha"), Is.EqualTo(new[] { 42L }));
        Assert.That(_fixture.Count("POST", "/bundles"), Is.EqualTo(1));
    }

    [Test]
    public async Task Publish_WhenPackageIsAnApk_UploadsItAsSuch()
    {
        var plan = _fixture.Plan() with { Kind = PlayPackageKind.Apk, Package = _fixture.Package(42, isApk: true) };

        await _fixture.PublishAsync(plan);

        Assert.That(_fixture.App.Live.Packages.Single().IsApk, Is.True);
    }

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
    public async Task Publish_WhenAppIsDraft_MakesTheReleaseADraft()
    {
        _fixture.App.IsDraft = true;

        var outcome = (PlayPublishOutcome.Published)await _fixture.PublishAsync(_fixture.Plan());

        Assert.That(outcome.Release.Status, Is.EqualTo(PlayReleaseStatus.Draft));
        Assert.That(outcome.Changes, Does.Contain(new PlayChange(PlayChangeKind.MadeDraft)));
        Assert.That(_fixture.App.Live.Tracks["internal"].Single()!["status"]!.GetValue<string>(), Is.EqualTo("draft"));
    }

    [Test]
    public async Task Publish_WhenOnlyTheCommitSaysThatAppIsDraft_MakesTheReleaseADraft()
    {
        _fixture.Fail("POST", ":commit", new FakePlayFault.Refuse(FakePlayRefusals.DraftAppOnly()));

        var outcome = (PlayPublishOutcome.Published)await _fixture.PublishAsync(_fixture.Plan());

        Assert.That(outcome.Release.Status, Is.EqualTo(PlayReleaseStatus.Draft));
        Assert.That(_fixture.App.Live.Tracks["internal"].Single()!["status"]!.GetValue<string>(), Is.EqualTo("draft"));
    }

    [Test]
    public async Task Publish_WhenReviewIsManual_CommitsOnceMoreWithoutSending()
    {
        _fixture.App.IsReviewManual = true;

        var outcome = (PlayPublishOutcome.Published)await _fixture.PublishAsync(_fixture.Plan());

        Assert.That(outcome.Changes, Does.Contain(new PlayChange(PlayChangeKind.HeldForReview)));
        Assert.That(_fixture.Count("POST", ":commit"), Is.EqualTo(2));
        var proof = (PlayProof.OnTrack)await new PlayProofReader(_fixture.Api).ReadAsync(FakeGooglePlay.PackageName, "internal", 42, [], default);
        Assert.That(proof.State, Is.EqualTo(PlayReleaseState.NotSentForReview));
    }

    [Test]
    public async Task Publish_WhenReviewIsAutomaticAndWasToWait_CommitsOnceMoreAndSends()
    {
        var outcome = (PlayPublishOutcome.Published)await _fixture.PublishAsync(_fixture.Plan() with { HoldForReview = true });

        Assert.That(outcome.Changes, Does.Contain(new PlayChange(PlayChangeKind.SentForReview)));
        Assert.That(_fixture.Count("POST", ":commit"), Is.EqualTo(2));
    }

    [Test]
    public void Publish_WhenGoogleAnswersBothWays_GivesUp()
    {
        var turn = 0;
        _fixture.Play.Fault = request => request.Path.EndsWith(":commit", StringComparison.Ordinal)
            ? new FakePlayFault.Refuse(turn++ % 2 == 0 ? FakePlayRefusals.ReviewIsManual() : FakePlayRefusals.ReviewIsAutomatic())
            : null;

        var error = Assert.ThrowsAsync<DistributionException>(() => _fixture.PublishAsync(_fixture.Plan()))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(turn, Is.LessThan(6));
    }

    [Test]
    public async Task Publish_WhenReviewIsUnderWay_LeavesItAlone()
    {
        _fixture.App.IsInReview = true;

        var outcome = await _fixture.PublishAsync(_fixture.Plan());

        Assert.That(outcome, Is.InstanceOf<PlayPublishOutcome.InReview>());
        Assert.That(_fixture.App, Has.Property("IsInReview").True);
        Assert.That(_fixture.App.Live.CodesOn("internal"), Is.Empty);
        Assert.That(_fixture.Play.OpenEdits, Is.Zero);
    }

    [Test]
    public async Task Publish_WhenReviewMayBeCancelled_Commits()
    {
        _fixture.App.IsInReview = true;

        Assert.That(await _fixture.PublishAsync(_fixture.Plan() with { CancelReviewInProgress = true }), Is.InstanceOf<PlayPublishOutcome.Published>());
        Assert.That(_fixture.App.Live.CodesOn("internal"), Is.EqualTo(new[] { 42L }));
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
    public async Task Publish_WhenGoogleStillDigests_WaitsAndCommits()
    {
        _fixture.App.CommitsTooEarly = 3;
        var start = _fixture.Time.GetUtcNow();

        await _fixture.PublishAsync(_fixture.Plan());

        Assert.That(_fixture.App.Live.CodesOn("internal"), Is.EqualTo(new[] { 42L }));
        Assert.That(_fixture.Time.GetUtcNow() - start, Is.GreaterThan(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task Publish_WhenOnlyValidated_ChangesNothing()
    {
        var outcome = await _fixture.PublishAsync(_fixture.Plan() with { ValidateOnly = true, TesterGroups = ["qa@googlegroups.com"] });

        Assert.That(outcome, Is.InstanceOf<PlayPublishOutcome.Validated>());
        Assert.That(_fixture.Count("POST", ":validate"), Is.EqualTo(1));
        Assert.That(_fixture.Count("POST", ":commit"), Is.Zero);
        Assert.That(_fixture.App.Live.Packages, Is.Empty);
        Assert.That(_fixture.Play.OpenEdits, Is.Zero);
    }

    [TestCase(FakePlayContent.NotSigned, "is not signed")]
    [TestCase(FakePlayContent.WrongKey, "another key than the app's upload key")]
    public void Publish_WhenPackageIsRefused_SaysWhyAndDropsTheEdit(string flaw, string expected)
    {
        var error = Assert.ThrowsAsync<DistributionException>(() => _fixture.PublishAsync(_fixture.Plan() with { Package = _fixture.Package(42, flaw: flaw) }))!;

        Assert.That(error, Has.Property("ExitCode").EqualTo(ExitCode.Refused).And.Message.Contain(expected));
        Assert.That(_fixture.Play.OpenEdits, Is.Zero);
    }

    [Test]
    public async Task Publish_WhenGroupsAreNamed_AddsThemToThoseThere()
    {
        _fixture.App.Live.Groups["internal"] = ["Old@googlegroups.com"];

        var outcome = (PlayPublishOutcome.Published)await _fixture.PublishAsync(_fixture.Plan() with { TesterGroups = ["old@googlegroups.com", "qa@acme.example"] });

        Assert.That(_fixture.App.Live.Groups["internal"], Is.EqualTo(new[] { "Old@googlegroups.com", "qa@acme.example" }));
        Assert.That(outcome.Changes.Where(change => change.Kind is PlayChangeKind.GroupAdded or PlayChangeKind.GroupRemoved), Is.EqualTo(new[] { new PlayChange(PlayChangeKind.GroupAdded, "qa@acme.example") }));
    }

    [TestCase(null, PlayReleaseStatus.InProgress)]
    [TestCase(0.0, PlayReleaseStatus.InProgress)]
    [TestCase(1.0, PlayReleaseStatus.InProgress)]
    [TestCase(double.NaN, PlayReleaseStatus.InProgress)]
    [TestCase(0.5, PlayReleaseStatus.Completed)]
    [TestCase(0.5, PlayReleaseStatus.Draft)]
    [TestCase(null, PlayReleaseStatus.Unknown)]
    public void Publish_WhenShareDoesNotFitTheStatus_AsksNobody(double? fraction, PlayReleaseStatus status) => AssertUnfit(_fixture.Plan() with { Status = status, UserFraction = fraction });

    [Test]
    public void Publish_WhenPlanIsWrong_SaysAllAtOnce()
    {
        var error = AssertUnfit(_fixture.Plan() with { PackageName = "shop", Track = "a/b", UpdatePriority = 6, TesterGroups = ["someone", "qa@googlegroups.com"] });

        Assert.That(error.Faults, Has.Length.EqualTo(4));
    }

    [Test]
    public void Publish_WhenFileIsEmptyOrMissing_SaysSo()
    {
        Assert.That(() => _fixture.PublishAsync(_fixture.Plan() with { Package = _fixture.Folder.Write("empty.aab", "") }), Throws.TypeOf<DistributionException>().With.Property("ExitCode").EqualTo(ExitCode.Unfit));
        Assert.That(() => _fixture.PublishAsync(_fixture.Plan() with { Package = _fixture.Folder.Combine("missing.aab") }), Throws.TypeOf<DistributionException>().With.Property("ExitCode").EqualTo(ExitCode.Unfit));
        Assert.That(_fixture.Play.Requests, Is.Empty);
    }

    private DistributionException AssertUnfit(PlayPlan plan)
    {
        var error = Assert.ThrowsAsync<DistributionException>(() => _fixture.PublishAsync(plan))!;
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(_fixture.Play.Requests, Is.Empty);
        return error;
    }
}
