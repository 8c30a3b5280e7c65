using MobileDist.Testing.GooglePlay;

namespace MobileDist.GooglePlay.Tests;

/// <summary>The commit, and what Google wants to be asked about reviews and drafts.</summary>
public sealed class PlayReviewTests
{
    private PlayFixture _fixture = null!;

    [SetUp]
    public void Prepare() => _fixture = new PlayFixture();

    [TearDown]
    public void Remove() => _fixture.Dispose();

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
}
