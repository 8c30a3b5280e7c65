using MobileDist.Testing.GooglePlay;

namespace MobileDist.GooglePlay.Tests;

public sealed class PlayUploadsTests
{
    private const int Size = (7 * PlayFixture.ChunkSize) + 1_234;

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
        Assert.That(Parts, Has.Length.EqualTo(8));
        Assert.That(heard.All.Select(progress => progress.Done), Is.Ordered.And.Contains(0L).And.Contains((long)Size));
        Assert.That(heard.All.Select(progress => (progress.Work, progress.Total)).Distinct(), Is.EqualTo(new[] { ("Uploading shop-42.aab", (long)Size) }));
    }

    [Test]
    public async Task Upload_WhenLineBreaksAtEachPart_GoesOnFromWhatArrived()
    {
        var broken = new HashSet<string>(StringComparer.Ordinal);
        _fixture.Play.Fault = request => request.IsPart && IsBytes(request) && broken.Add(request.Header("Content-Range")!) ? new FakePlayFault.CutBefore() : null;

        await _fixture.PublishAsync(_plan);

        AssertWhole();
        Assert.That(broken, Has.Count.EqualTo(8));
        Assert.That(_fixture.Count("POST", "/bundles"), Is.EqualTo(1), "it is one upload all the time");
    }

    [Test]
    public async Task Upload_WhenAnswersAreLost_SendsNoByteTwice()
    {
        var lost = new HashSet<string>(StringComparer.Ordinal);
        _fixture.Play.Fault = request => request.IsPart && IsBytes(request) && lost.Add(request.Header("Content-Range")!)
            ? lost.Count % 2 == 0 ? new FakePlayFault.GatewayAfter() : new FakePlayFault.CutAfter()
            : null;

        await _fixture.PublishAsync(_plan);

        AssertWhole();
        Assert.That(Parts, Has.Length.EqualTo(8), "the last one's answer too is asked for, not its bytes sent again");
    }

    [Test]
    public async Task Upload_WhenOnlyAPieceOfAPartIsKept_GoesOnBehindIt([Values] bool isAdmitted)
    {
        using var api = new GooglePlayApi(new GooglePlayOptions { Address = _fixture.Play.Address, ChunkSize = 4 * PlayFixture.ChunkSize }, _fixture.Tokens, _fixture.Recorder, _fixture.Time, () => 0.5);
        _fixture.Fail("PUT", "/bundles", isAdmitted ? new FakePlayFault.AdmitOnly(PlayFixture.ChunkSize + 5) : new FakePlayFault.KeepOnly(PlayFixture.ChunkSize + 5));

        await new PlayPublishing(api).PublishAsync(_plan, null, _ => { }, null, default);

        AssertWhole();
        Assert.That(Parts.Select(part => part.Header("Content-Range")), Does.Contain($"bytes {PlayFixture.ChunkSize}-{(5 * PlayFixture.ChunkSize) - 1}/{Size}"));
    }

    [Test]
    public async Task Upload_WhenGoogleForgetsIt_BeginsAnew()
    {
        _fixture.Play.Fault = request => request.IsPart && request.Parameter("upload_id") is "upload-1" && Parts.Length == 3 ? new FakePlayFault.Forget() : null;

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
        _fixture.Play.Fault = _ =>
        {
            if (Parts.Length == 3)
            {
                _fixture.Play.Tokens.Remove("old");
                _fixture.Play.Tokens["new"] = FakeGooglePlay.Account;
            }

            return null;
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
        _fixture.Play.Fault = Skipping(2, _fixture.Play.Fault);

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
            if (Parts.Length == 4)
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

    private static Func<FakePlayRequest, FakePlayFault?> Skipping(int parts, Func<FakePlayRequest, FakePlayFault?> after) => request => request.IsPart && parts-- > 0 ? null : after(request);

    private void AssertWhole()
    {
        var package = _fixture.App.Live.Packages.Single();
        Assert.That(package.Sha256, Is.EqualTo(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_plan.Package)))));
    }

    private sealed class Sink : IProgress<WorkProgress>
    {
        public List<WorkProgress> All { get; } = [];

        public void Report(WorkProgress value) => All.Add(value);
    }
}
