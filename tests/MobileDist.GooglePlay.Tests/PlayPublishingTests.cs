using System.Collections.Immutable;
using MobileDist.Testing.GooglePlay;

namespace MobileDist.GooglePlay.Tests;

/// <summary>The package on its way to a track.</summary>
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

    [TestCase(FakePlayContent.NotSigned, "is not signed")]
    [TestCase(FakePlayContent.WrongKey, "another key than the app's upload key")]
    public void Publish_WhenPackageIsRefused_SaysWhyAndDropsTheEdit(string flaw, string expected)
    {
        var error = Assert.ThrowsAsync<DistributionException>(() => _fixture.PublishAsync(_fixture.Plan() with { Package = _fixture.Package(42, flaw: flaw) }))!;

        Assert.That(error, Has.Property("ExitCode").EqualTo(ExitCode.Refused).And.Message.Contain(expected));
        Assert.That(_fixture.Play.OpenEdits, Is.Zero);
    }
}
