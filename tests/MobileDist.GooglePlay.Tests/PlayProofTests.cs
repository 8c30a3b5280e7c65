using MobileDist.Testing.GooglePlay;

namespace MobileDist.GooglePlay.Tests;

public sealed class PlayProofTests
{
    private PlayFixture _fixture = null!;

    [SetUp]
    public void Prepare() => _fixture = new PlayFixture();

    [TearDown]
    public void Remove() => _fixture.Dispose();

    [TestCase("RELEASE_LIFECYCLE_STATE_DRAFT", PlayReleaseState.Draft, "draft")]
    [TestCase("RELEASE_LIFECYCLE_STATE_NOT_SENT_FOR_REVIEW", PlayReleaseState.NotSentForReview, "waits to be sent")]
    [TestCase("RELEASE_LIFECYCLE_STATE_IN_REVIEW", PlayReleaseState.InReview, "reviews")]
    [TestCase("RELEASE_LIFECYCLE_STATE_APPROVED_NOT_PUBLISHED", PlayReleaseState.ApprovedNotPublished, "waits to be published")]
    [TestCase("RELEASE_LIFECYCLE_STATE_NOT_APPROVED", PlayReleaseState.Rejected, "rejected")]
    [TestCase("RELEASE_LIFECYCLE_STATE_OF_TOMORROW", PlayReleaseState.Unknown, "'RELEASE_LIFECYCLE_STATE_OF_TOMORROW'")]
    public async Task Read_WhenTestersDoNotGetIt_SaysWhatKeepsThem(string word, PlayReleaseState state, string obstacle)
    {
        _fixture.App.AddRelease("alpha", 42);
        _fixture.App.States["alpha"] = word;

        var proof = (PlayProof.OnTrack)await ReadAsync("alpha", 42);

        Assert.That(proof, Has.Property("State").EqualTo(state).And.Property("CanBeInstalled").False);
        Assert.That(proof.Obstacle!.Headline, Does.Contain(obstacle));
    }

    [Test]
    public async Task Read_WhenTestersGetIt_NamesTheirStepsInOrderAndOpensNoEdit()
    {
        _fixture.App.AddRelease("alpha", 42, name: "PR 7");

        var proof = (PlayProof.OnTrack)await ReadAsync("alpha", 42, "qa@googlegroups.com", "friends@acme.example");

        Assert.That(proof, Has.Property("CanBeInstalled").True.And.Property("Obstacle").Null.And.Property("ReleaseName").EqualTo("PR 7"));
        Assert.That(proof.Steps.Select(step => (step.Kind, step.Link?.AbsoluteUri)), Is.EqualTo(new (TesterStepKind, string?)[]
        {
            (TesterStepKind.JoinGroup, "https://groups.google.com/g/qa"),
            (TesterStepKind.JoinGroup, "https://groups.google.com/a/acme.example/g/friends"),
            (TesterStepKind.OptIn, "https://play.google.com/apps/testing/com.acme.shop"),
            (TesterStepKind.Install, "https://play.google.com/store/apps/details?id=com.acme.shop"),
        }));
        Assert.That(_fixture.Play.Requests.Select(request => request.Path), Is.EqualTo(new[] { "/androidpublisher/v3/applications/com.acme.shop/tracks/alpha/releases" }));
    }

    [Test]
    public async Task Read_WhenTrackIsInternal_DoesNotInventItsLink()
    {
        _fixture.App.AddRelease("internal", 42);

        var proof = (PlayProof.OnTrack)await ReadAsync("internal", 42);

        Assert.That(proof.Steps.Select(step => (step.Kind, step.Link?.AbsoluteUri)), Is.EqualTo(new (TesterStepKind, string?)[]
        {
            (TesterStepKind.OptInByConsoleLink, null),
            (TesterStepKind.Install, "https://play.google.com/store/apps/details?id=com.acme.shop"),
        }));
    }

    [Test]
    public async Task Read_WhenAnotherVersionIsThere_SaysWhich()
    {
        _fixture.App.AddRelease("alpha", 41);

        Assert.That(((PlayProof.NotOnTrack)await ReadAsync("alpha", 42)).VersionCodes, Is.EqualTo(new[] { 41 }));
    }

    [Test]
    public async Task Read_WhenTrackIsUnknown_SaysThatItIsNotThere() => Assert.That(await ReadAsync("pr testers", 42), Is.InstanceOf<PlayProof.NotOnTrack>());

    [Test]
    public void Steps_WhenTrackIsProduction_AreOne() => Assert.That(PlayLinks.Steps("com.acme.shop", "production", ["qa@googlegroups.com"]).Single().Kind, Is.EqualTo(TesterStepKind.Install));

    private Task<PlayProof> ReadAsync(string track, int versionCode, params string[] groups) =>
        new PlayProofReader(_fixture.Api).ReadAsync(FakeGooglePlay.PackageName, track, versionCode, [.. groups], default);
}
