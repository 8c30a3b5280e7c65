using MobileDist.Testing.GooglePlay;

namespace MobileDist.GooglePlay.Tests;

public sealed class PlayUploadsTests
{
    private const int Size = (7 * PlayFixture.Granule) + 1_234;

    private PlayFixture _fixture = null!;
    private PlayPlan _plan = null!;

    [SetUp]
    public void Prepare()
    {
        _fixture = new PlayFixture();
        _plan = _fixture.Plan() with { Package = _fixture.Package(42, size: Size) };
    }

    [TearDown]
    public void Remove() => _fixture.Dispose();

    [Test]
    public async Task Upload_WhenAllGoesWell_SendsEachByteOnceAndTells()
    {
        var heard = new Sink();

        await new PlayPublishing(_fixture.Api).PublishAsync(_plan, null, _ => { }, heard, default);

        AssertWhole();
        Assert.That(Parts.Select(part => part.Header("Content-Range")), Is.EqualTo(new[] { $"bytes 0-{Size - 1}/{Size}" }));
        Assert.That(heard.All.Select(progress => progress.Done), Is.Ordered.And.Contains(0L).And.Contains((long)Size));
        Assert.That(heard.All.Select(progress => (progress.Work, progress.Total)).Distinct(), Is.EqualTo(new[] { ("Uploading shop-42.aab", (long)Size) }));
    }

    [Test]
    public async Task Upload_WhenLineBreaksAgainAndAgain_GoesOnFromWhatArrived()
    {
        _fixture.Play.Fault = request => request.IsPart && IsBytes(request) ? new FakePlayFault.KeepOnly(PlayFixture.Granule) : null;
        var heard = new Sink();

        await new PlayPublishing(_fixture.Api).PublishAsync(_plan, null, _ => { }, heard, default);

        AssertWhole();
        Assert.That(Parts.Select(part => part.Header("Content-Range")), Is.EqualTo(Enumerable.Range(0, 8).Select(part => $"bytes {part * PlayFixture.Granule}-{Size - 1}/{Size}")));
        Assert.That(_fixture.Count("POST", "/bundles"), Is.EqualTo(1), "it is one upload all the time");
        Assert.That(heard.All.Select(progress => progress.Done), Is.Ordered);
    }

    [Test]
    public async Task Upload_WhenNothingArrivesAtFirst_GoesOn()
    {
        _fixture.Play.Fault = request => request.IsPart && IsBytes(request) && Parts.Length <= 3 ? new FakePlayFault.CutBefore() : null;

        await _fixture.PublishAsync(_plan);

        AssertWhole();
        Assert.That(Parts, Has.Length.EqualTo(4));
        Assert.That(_fixture.Count("POST", "/bundles"), Is.EqualTo(1));
    }

    [Test]
    public async Task Upload_WhenItsAnswerIsLost_SendsNoByteTwice([Values] bool isGateway)
    {
        _fixture.Play.Fault = request => request.IsPart && IsBytes(request) ? isGateway ? new FakePlayFault.GatewayAfter() : new FakePlayFault.CutAfter() : null;

        await _fixture.PublishAsync(_plan);

        AssertWhole();
        Assert.That(Parts, Has.Length.EqualTo(1), "the answer is asked for, and no byte sent again");
    }

    [Test]
    public async Task Upload_WhenOnlyAPieceIsKept_GoesOnBehindIt([Values] bool isAdmitted)
    {
        _fixture.Fail("PUT", "/bundles", isAdmitted ? new FakePlayFault.AdmitOnly(PlayFixture.Granule + 5) : new FakePlayFault.KeepOnly(PlayFixture.Granule + 5));

        await _fixture.PublishAsync(_plan);

        AssertWhole();
        Assert.That(Parts.Select(part => part.Header("Content-Range")), Is.EqualTo(new[] { $"bytes 0-{Size - 1}/{Size}", $"bytes {PlayFixture.Granule}-{Size - 1}/{Size}" }));
    }

    [Test]
    public async Task Upload_WhenConnectionIsCutWhileBytesFlow_GoesOnFromWhatArrived()
    {
        using var play = new FakeGooglePlay(TimeProvider.System);
        await using var server = await FakeGooglePlayServer.StartAsync(play);
        using var handler = ServiceConnection.CreateHandler();
        using var api = new GooglePlayApi(
            new GooglePlayOptions { Address = play.Address, Retry = new RetryLimits { FirstDelay = TimeSpan.FromMilliseconds(10) } }, new FakeTokens(FakeGooglePlay.Token), handler, TimeProvider.System, () => 0.5);
        var (package, cuts) = (_fixture.Package(43, size: 24 << 20), 0);
        play.Fault = request => request.IsPart && IsBytes(request) && cuts++ < 8 ? new FakePlayFault.KeepOnly(1 << 20) : null;

        var shared = await new PlayInternalSharing(api).UploadAsync(FakeGooglePlay.PackageName, package, PlayPackageKind.Bundle, null, default);

        Assert.That(shared.Digest, Is.EqualTo(Digest(package)), "taken of bytes of which some were sent more than once");
        Assert.That(cuts, Is.EqualTo(9));
        Assert.That(play.Requests.Last(request => request.IsPart && IsBytes(request)).Header("Content-Range"), Does.StartWith($"bytes {8 << 20}-"));
    }

    [TestCase("bytes=0-99999999999")]
    [TestCase("bytes=0-1836242")]
    [TestCase("bytes=0-")]
    [TestCase("all")]
    [TestCase("")]
    public void Upload_WhenGoogleSaysThatItHasWhatWasNotSent_EndsAsAnError(string range)
    {
        _fixture.Play.Fault = request => request.IsPart ? IsBytes(request) ? new FakePlayFault.CutBefore() : new FakePlayFault.Refuse(FakePlayAnswer.Empty(308).With("Range", range)) : null;

        Assert.That(() => _fixture.PublishAsync(_plan), Throws.TypeOf<DistributionException>().With.Property("ExitCode").EqualTo(ExitCode.Unreachable));
    }

    [Test]
    public void Upload_WhenGoogleKeepsNothingAndNeverBreaksOff_GivesUp()
    {
        _fixture.Play.Fault = request => request.IsPart && IsBytes(request) ? new FakePlayFault.AdmitOnly(0) : null;

        Assert.That(() => _fixture.PublishAsync(_plan), Throws.TypeOf<DistributionException>());
        Assert.That(Parts, Has.Length.LessThan(10));
    }

    [Test]
    public void Upload_WhenTheFileBecomesShorterOnTheWay_SaysSo()
    {
        _fixture.Play.Fault = request =>
        {
            if (request.Method is "POST" && request.Path.EndsWith("/bundles", StringComparison.Ordinal))
            {
                using var file = new FileStream(_plan.Package, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                file.SetLength(Size / 2);
            }

            return null;
        };

        var error = Assert.ThrowsAsync<DistributionException>(() => _fixture.PublishAsync(_plan))!;

        Assert.That(error, Has.Property("ExitCode").EqualTo(ExitCode.Unfit).And.Message.Contain("became shorter"));
    }

    [Test]
    public async Task Upload_WhenTheDigestIsKnown_TakesItInEitherCase()
    {
        var digest = Digest(_plan.Package);

        await _fixture.PublishAsync(_plan with { Digest = digest.ToUpperInvariant() });

        AssertWhole();
        Assert.That(_fixture.Saved[^1].Digest, Is.EqualTo(digest));
    }

    [Test]
    public void Upload_WhenTheKnownDigestIsOfAnotherFile_IsNotReleased()
    {
        var error = Assert.ThrowsAsync<DistributionException>(() => _fixture.PublishAsync(_plan with { Digest = new string('a', 64) }))!;

        Assert.That(error.Message, Does.Contain("other bytes"));
        Assert.That(_fixture.Count("POST", ":commit"), Is.Zero);
    }

    [TestCase("")]
    [TestCase("sha256:abc")]
    [TestCase("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public void Upload_WhenTheKnownDigestIsNone_SaysSoBeforeAnythingIsAsked(string digest)
    {
        Assert.That(() => _fixture.PublishAsync(_plan with { Digest = digest }), Throws.TypeOf<DistributionException>().With.Message.Contain($"'{digest}'"));
        Assert.That(
            () => new PlayInternalSharing(_fixture.Api).UploadAsync(FakeGooglePlay.PackageName, _plan.Package, PlayPackageKind.Bundle, digest, null, default),
            Throws.TypeOf<DistributionException>().With.Message.Contain($"'{digest}'"));
        Assert.That(_fixture.Play.Requests, Is.Empty);
    }

    [Test]
    public async Task Upload_WhenGoogleForgetsIt_BeginsAnew()
    {
        _fixture.Play.Fault = request => !request.IsPart || request.Parameter("upload_id") is not "upload-1" ? null : IsBytes(request) ? new FakePlayFault.KeepOnly(3 * PlayFixture.Granule) : new FakePlayFault.Forget();

        await _fixture.PublishAsync(_plan);

        AssertWhole();
        Assert.That(_fixture.Count("POST", "/bundles"), Is.EqualTo(2));
    }

    [Test]
    public void Upload_WhenGoogleForgetsItAlways_GivesUp()
    {
        _fixture.Play.Fault = request => request.IsPart ? new FakePlayFault.Forget() : null;

        Assert.That(() => _fixture.PublishAsync(_plan), Throws.TypeOf<DistributionException>());
        Assert.That(_fixture.Count("POST", "/bundles"), Is.EqualTo(3));
    }

    [Test]
    public void Upload_WhenLineStaysBroken_SaysThatARunLaterGoesOn()
    {
        _fixture.Play.Fault = request => request.IsPart ? new FakePlayFault.CutBefore() : null;

        var error = Assert.ThrowsAsync<DistributionException>(() => _fixture.PublishAsync(_plan))!;

        Assert.That(error, Has.Property("ExitCode").EqualTo(ExitCode.Unreachable).And.Message.Contain("'shop-42.aab' could not be uploaded"));
        Assert.That(error.Faults[0].Remedy, Does.StartWith("Run again"));
        Assert.That(_fixture.Saved[^1].EditId, Is.Not.Null);
    }

    [Test]
    public async Task Upload_WhenAskedToWait_Waits()
    {
        _fixture.Fail("PUT", "/bundles", new FakePlayFault.Refuse(FakePlayAnswer.Text(503, "Later.", "text/plain").With("Retry-After", "90")), times: 2);
        var start = _fixture.Time.GetUtcNow();

        await _fixture.PublishAsync(_plan);

        AssertWhole();
        Assert.That(_fixture.Time.GetUtcNow() - start, Is.GreaterThan(TimeSpan.FromSeconds(180)));
    }

    [Test]
    public async Task Upload_WhenTokenEndsOnTheWay_GoesOnWithANewOne()
    {
        _fixture.Dispose();
        _fixture = new PlayFixture("old", "new");
        _fixture.Play.Tokens.Clear();
        _fixture.Play.Tokens["old"] = FakeGooglePlay.Account;
        _fixture.Play.Fault = request =>
        {
            if (request.IsPart && !IsBytes(request) && _fixture.Play.Tokens.Remove("old"))
            {
                _fixture.Play.Tokens["new"] = FakeGooglePlay.Account;
            }

            return Parts.Length == 1 && IsBytes(request) ? new FakePlayFault.KeepOnly(3 * PlayFixture.Granule) : null;
        };

        await _fixture.PublishAsync(_plan = _fixture.Plan() with { Package = _fixture.Package(42, size: Size) });

        AssertWhole();
        Assert.That(_fixture.Tokens.Renewals, Is.EqualTo(1));
        Assert.That(_fixture.Count("POST", "/bundles"), Is.EqualTo(1));
    }

    [Test]
    public void Upload_WhenAByteChangesOnTheWay_IsNotReleased()
    {
        _fixture.Fail("PUT", "/bundles", new FakePlayFault.Damage());

        var error = Assert.ThrowsAsync<DistributionException>(() => _fixture.PublishAsync(_plan))!;

        Assert.That(error.Message, Does.Contain("arrived at Google with other bytes"));
        Assert.That(_fixture.Count("POST", ":commit"), Is.Zero);
    }

    [Test]
    public void Upload_WhenItsAddressLeadsAway_SendsNoTokenThere()
    {
        _fixture.Play.Address = "https://evil.example";

        var error = Assert.ThrowsAsync<DistributionException>(() => _fixture.PublishAsync(_plan))!;

        Assert.That(error.Message, Does.Contain("'https://evil.example'"));
        Assert.That(_fixture.Play.Requests.Where(request => request.IsPart), Is.Empty);
    }

    [Test]
    public async Task Upload_WhenCancelled_StopsAndGoesOnLater()
    {
        using var stop = new CancellationTokenSource();
        _fixture.Play.Fault = request =>
        {
            if (Parts.Length == 1)
            {
                stop.Cancel();
            }

            return null;
        };
        Assert.That(() => _fixture.PublishAsync(_plan, cancellationToken: stop.Token), Throws.InstanceOf<OperationCanceledException>());
        _fixture.Play.Fault = _ => null;

        await _fixture.PublishAsync(_plan, _fixture.Saved[^1]);

        Assert.That(_fixture.App.Live.CodesOn("internal"), Is.EqualTo(new[] { 42L }));
        Assert.That(_fixture.Count("POST", "/edits"), Is.EqualTo(1), "the edit goes on");
    }

    private FakePlayRequest[] Parts => [.. _fixture.Play.Requests.Where(request => request.IsPart && IsBytes(request))];

    private static bool IsBytes(FakePlayRequest request) => request.Header("Content-Range") is { } range && !range.Contains('*', StringComparison.Ordinal);

    private static string Digest(string path) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));

    private void AssertWhole()
    {
        var package = _fixture.App.Live.Packages.Single();
        Assert.That(package.Sha256, Is.EqualTo(Digest(_plan.Package)));
    }

    private sealed class Sink : IProgress<WorkProgress>
    {
        public List<WorkProgress> All { get; } = [];

        public void Report(WorkProgress value) => All.Add(value);
    }
}
