using MobileDist.Testing.GooglePlay;

namespace MobileDist.GooglePlay.Tests;

/// <summary>What is beside tracks: internal app sharing, generated APKs, testers, and version codes.</summary>
public sealed class PlayChannelsTests
{
    private PlayFixture _fixture = null!;

    [SetUp]
    public void Prepare() => _fixture = new PlayFixture();

    [TearDown]
    public void Remove() => _fixture.Dispose();

    [Test]
    public async Task Share_WhenAllGoesWell_GivesTheLink([Values] bool isApk)
    {
        var package = _fixture.Package(42, isApk);

        var shared = await ShareAsync(package, isApk);

        Assert.That(shared.Link.AbsoluteUri, Does.StartWith("https://play.google.com/apps/test/"));
        Assert.That(shared.CertificateFingerprint, Does.StartWith("ED:ED:"));
        Assert.That(_fixture.Count("POST", "/edits"), Is.Zero);
    }

    [Test]
    public async Task Share_WhenDoneTwice_TakesTheSameVersionCode()
    {
        var package = _fixture.Package(42);

        var first = await ShareAsync(package);
        var second = await ShareAsync(package);

        Assert.That(second.Link, Is.Not.EqualTo(first.Link));
        Assert.That(second.Digest, Is.EqualTo(first.Digest));
    }

    [Test]
    public async Task Share_WhenKeyIsNotTheUploadKey_TakesIt() => Assert.That((await ShareAsync(_fixture.Package(42, flaw: FakePlayContent.WrongKey))).Link, Is.Not.Null);

    [Test]
    public void Share_WhenTermsAreNotAccepted_SaysWhoCan()
    {
        _fixture.App.HasAcceptedTerms = false;

        var error = Assert.ThrowsAsync<DistributionException>(() => ShareAsync(_fixture.Package(42)))!;

        Assert.That(error.Faults[0].Remedy, Does.Contain("https://play.google.com/console/internal-app-sharing"));
    }

    [TestCase(409)]
    [TestCase(410)]
    public void Share_WhenAnsweredAsAnEditWouldBe_IsAnErrorForPeople(int status)
    {
        _fixture.Play.Fault = _ => new FakePlayFault.Refuse(FakePlayAnswer.Refusal(status, "concurrentUpdate", "Aborted."));

        Assert.That(() => ShareAsync(_fixture.Package(42)), Throws.TypeOf<DistributionException>());
        Assert.That(() => new PlayProofReader(_fixture.Api).ReadAsync(FakeGooglePlay.PackageName, "alpha", 42, [], default), Throws.TypeOf<DistributionException>());
        Assert.That(() => new PlayGeneratedApks(_fixture.Api).ListAsync(FakeGooglePlay.PackageName, 42, default), Throws.TypeOf<DistributionException>());
        Assert.That(() => new PlayPreflight(_fixture.Api).CheckAsync(FakeGooglePlay.PackageName, default), Throws.TypeOf<DistributionException>());
    }

    [Test]
    public void Share_WhenAByteChangesOnTheWay_GivesNoLink()
    {
        _fixture.Play.Fault = request => request.IsPart && request.Header("Content-Range")!.StartsWith("bytes 0-", StringComparison.Ordinal) ? new FakePlayFault.Damage() : null;

        Assert.That(() => ShareAsync(_fixture.Package(42)), Throws.TypeOf<DistributionException>().With.Message.Contain("other bytes"));
    }

    [TestCase("http://play.google.com/apps/test/1")]
    [TestCase("https://evil.example/apps/test/1")]
    [TestCase("javascript:alert(1)")]
    [TestCase("")]
    public void Share_WhenTheLinkIsNoneOfGoogles_GivesNone(string link)
    {
        _fixture.Play.Fault = request => request.IsPart && request.Header("Content-Range")!.Contains("-899999/", StringComparison.Ordinal)
            ? new FakePlayFault.Refuse(FakePlayAnswer.Of(new System.Text.Json.Nodes.JsonObject { ["downloadUrl"] = link }))
            : null;

        Assert.That(() => ShareAsync(_fixture.Package(42)), Throws.TypeOf<DistributionException>());
    }

    [Test]
    public async Task Download_WhenPlayHasAUniversalApk_SavesItWhole([Values] bool breaksFirst)
    {
        _fixture.App.AddRelease("internal", 42);
        var apks = new PlayGeneratedApks(_fixture.Api);
        var apk = (await apks.ListAsync(FakeGooglePlay.PackageName, 42, default)).Single();
        var target = _fixture.Folder.Combine("out", "shop.apk");
        if (breaksFirst)
        {
            _fixture.Fail("GET", ":download", new FakePlayFault.CutAfter());
        }

        await apks.DownloadAsync(FakeGooglePlay.PackageName, 42, apk, target, null, default);

        Assert.That(apk.CertificateDigest, Is.EqualTo(string.Concat(Enumerable.Repeat("ab", 32))));
        Assert.That(File.ReadAllBytes(target), Is.EqualTo(FakeGooglePlay.UniversalApk(42)));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Download_WhenNothingComesAnyMore_TriesAgain(CancellationToken cancellationToken)
    {
        _fixture.App.AddRelease("internal", 42);
        using var handler = new StallingHandler(_fixture.Recorder, times: 2);
        using var api = new GooglePlayApi(
            new GooglePlayOptions { Address = _fixture.Play.Address, LongestSilence = TimeSpan.FromMilliseconds(100) }, _fixture.Tokens, handler, _fixture.Time, () => 0.5);
        var apks = new PlayGeneratedApks(api);
        var apk = (await apks.ListAsync(FakeGooglePlay.PackageName, 42, cancellationToken)).Single();
        var target = _fixture.Folder.Combine("out", "shop.apk");

        await apks.DownloadAsync(FakeGooglePlay.PackageName, 42, apk, target, null, cancellationToken);

        Assert.That(handler.Left, Is.Zero);
        Assert.That(File.ReadAllBytes(target), Is.EqualTo(FakeGooglePlay.UniversalApk(42)));
    }

    [Test]
    public async Task Download_WhenItIsGone_LeavesNoFile()
    {
        _fixture.App.AddRelease("internal", 42);
        var apks = new PlayGeneratedApks(_fixture.Api);
        var target = _fixture.Folder.Combine("out", "shop.apk");

        Assert.That(() => apks.DownloadAsync(FakeGooglePlay.PackageName, 42, new GeneratedApk("other", null), target, null, default), Throws.TypeOf<DistributionException>());
        Assert.That(Directory.GetFileSystemEntries(_fixture.Folder.Combine("out")), Is.Empty);
        Assert.That(await apks.ListAsync(FakeGooglePlay.PackageName, 43, default), Is.Empty);
    }

    [Test]
    public async Task List_WhenPlayMadeNoUniversalApk_IsEmpty()
    {
        _fixture.App.AddRelease("internal", 42);
        _fixture.App.HasUniversalApks = false;

        Assert.That(await new PlayGeneratedApks(_fixture.Api).ListAsync(FakeGooglePlay.PackageName, 42, default), Is.Empty);
    }

    [Test]
    public async Task Next_WhenTheHighestIsOnNoTrack_IsAboveIt()
    {
        var codes = new PlayVersionCodes(_fixture.Api);
        Assert.That(await codes.NextAsync(FakeGooglePlay.PackageName, default), Is.EqualTo(1));
        _fixture.App.AddRelease("pr-testers", 17, "draft");
        Assert.That(await codes.NextAsync(FakeGooglePlay.PackageName, default), Is.EqualTo(18));
        _fixture.App.Live.Packages.Add(new FakePlayPackage(99, IsApk: true, "1", "2"));
        Assert.That(await codes.NextAsync(FakeGooglePlay.PackageName, default), Is.EqualTo(100));
        Assert.That(_fixture.Play.OpenEdits, Is.Zero);
    }

    [Test]
    public async Task Merge_WhenGroupsAreThere_KeepsThem()
    {
        _fixture.App.Live.Groups["alpha"] = ["old@googlegroups.com"];

        var merge = await MergeAsync(removeOthers: false, "new@googlegroups.com", "OLD@googlegroups.com");

        Assert.That(_fixture.App.Live.Groups["alpha"], Is.EqualTo(new[] { "old@googlegroups.com", "new@googlegroups.com" }));
        Assert.That(merge, Has.Property("Added").EqualTo(new[] { "new@googlegroups.com" }).And.Property("Removed").Empty);
        Assert.That(await new PlayTesters(_fixture.Api).GroupsAsync(FakeGooglePlay.PackageName, "alpha", default), Is.EqualTo(merge.Groups));
    }

    [Test]
    public async Task Merge_WhenOthersAreToGo_RemovesThem()
    {
        _fixture.App.Live.Groups["alpha"] = ["old@googlegroups.com"];

        await MergeAsync(removeOthers: true, "new@googlegroups.com");

        Assert.That(_fixture.App.Live.Groups["alpha"], Is.EqualTo(new[] { "new@googlegroups.com" }));
    }

    [Test]
    public async Task Merge_WhenNoneAreNamed_RemovesNone()
    {
        _fixture.App.Live.Groups["alpha"] = ["old@googlegroups.com"];

        Assert.That((await MergeAsync(removeOthers: true)).ChangesNothing, Is.True);
        Assert.That(_fixture.App.Live.Groups["alpha"], Is.EqualTo(new[] { "old@googlegroups.com" }));
        Assert.That(_fixture.Count("PUT", "/testers/alpha"), Is.Zero);
    }

    [Test]
    public async Task Merge_WhenTheAnswerToTheCommitIsLost_EndsRight()
    {
        _fixture.Fail("POST", ":commit", new FakePlayFault.CutAfter());

        await MergeAsync(removeOthers: false, "new@googlegroups.com");

        Assert.That(_fixture.App.Live.Groups["alpha"], Is.EqualTo(new[] { "new@googlegroups.com" }));
        Assert.That(_fixture.Count("POST", ":commit"), Is.EqualTo(1));
    }

    [Test]
    public void Merge_WhenAnAddressIsNone_ShowsItMasked()
    {
        var error = Assert.ThrowsAsync<DistributionException>(() => MergeAsync(removeOthers: false, "ada.lovelace@acme"))!;

        Assert.That(error.Message, Does.Contain("'a…@acme'").And.Not.Contain("lovelace"));
    }

    private Task<SharedPackage> ShareAsync(string package, bool isApk = false) =>
        new PlayInternalSharing(_fixture.Api).UploadAsync(FakeGooglePlay.PackageName, package, isApk ? PlayPackageKind.Apk : PlayPackageKind.Bundle, null, default);

    private Task<GroupMerge> MergeAsync(bool removeOthers, params string[] groups) =>
        new PlayTesters(_fixture.Api).MergeAsync(FakeGooglePlay.PackageName, "alpha", [.. groups], removeOthers, default);
}
