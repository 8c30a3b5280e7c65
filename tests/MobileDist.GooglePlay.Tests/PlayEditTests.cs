using MobileDist.Testing.GooglePlay;

namespace MobileDist.GooglePlay.Tests;

/// <summary>The edit as a transaction: lost, expired, killed, and committed without an answer.</summary>
public sealed class PlayEditTests
{
    private PlayFixture _fixture = null!;

    [SetUp]
    public void Prepare() => _fixture = new PlayFixture();

    [TearDown]
    public void Remove() => _fixture.Dispose();

    [TestCase("GET", "/tracks")]
    [TestCase("GET", "/bundles")]
    [TestCase("POST", "/bundles")]
    [TestCase("PUT", "/bundles")]
    [TestCase("PUT", "/tracks/internal")]
    [TestCase("PUT", "/testers/internal")]
    [TestCase("POST", ":commit")]
    public async Task Publish_WhenTheConsoleEndsTheEdit_DoesItAllAgain(string method, string pathPart)
    {
        var isFirst = true;
        _fixture.Play.Fault = request =>
        {
            if (isFirst && string.Equals(request.Method, method, StringComparison.Ordinal) && request.Path.Contains(pathPart, StringComparison.Ordinal))
            {
                isFirst = false;
                _fixture.Play.ChangeInConsole();
            }

            return null;
        };

        var outcome = (PlayPublishOutcome.Published)await _fixture.PublishAsync(_fixture.Plan() with { TesterGroups = ["qa@googlegroups.com"] });

        Assert.That(isFirst, Is.False);
        Assert.That(outcome.Changes, Does.Contain(new PlayChange(PlayChangeKind.EditRestarted)).And.Contain(new PlayChange(PlayChangeKind.PackageUploaded)));
        Assert.That(_fixture.App.Live.CodesOn("internal"), Is.EqualTo(new[] { 42L }));
        Assert.That(_fixture.Count("POST", "/edits"), Is.EqualTo(2));
    }

    [Test]
    public async Task Publish_WhenAnswered409_DoesItAllAgainAfterAWait()
    {
        _fixture.Fail("PUT", "/tracks/internal", new FakePlayFault.Refuse(FakePlayRefusals.Concurrent()), times: 2);
        var start = _fixture.Time.GetUtcNow();

        Assert.That(await _fixture.PublishAsync(_fixture.Plan()), Is.InstanceOf<PlayPublishOutcome.Published>());
        Assert.That(_fixture.Time.GetUtcNow() - start, Is.GreaterThan(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public void Publish_WhenEditsEndAgainAndAgain_SaysWhoseTurnItIs()
    {
        _fixture.Play.Fault = request =>
        {
            if (request.Path.EndsWith(":commit", StringComparison.Ordinal))
            {
                _fixture.Play.ChangeInConsole();
            }

            return null;
        };

        var error = Assert.ThrowsAsync<DistributionException>(() => _fixture.PublishAsync(_fixture.Plan()))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unreachable));
        Assert.That(error.Faults[0].Remedy, Does.Contain("one job at a time"));
    }

    [Test]
    public async Task Publish_WhenTheEditOfTheRunBeforeExpired_BeginsAnother()
    {
        _fixture.Play.Fault = request => request.IsPart ? new FakePlayFault.CutBefore() : null;
        Assert.ThrowsAsync<DistributionException>(() => _fixture.PublishAsync(_fixture.Plan()));
        _fixture.Play.Fault = _ => null;
        await Task.Delay(TimeSpan.FromHours(5), _fixture.Time);

        await _fixture.PublishAsync(_fixture.Plan(), _fixture.Saved[^1]);

        Assert.That(_fixture.App.Live.CodesOn("internal"), Is.EqualTo(new[] { 42L }));
        Assert.That(_fixture.Count("POST", "/edits"), Is.EqualTo(2));
    }

    [Test]
    public async Task Publish_WhenTheAnswerToTheCommitIsLost_LooksInsteadOfCommittingAgain([Values] bool isGateway)
    {
        _fixture.Fail("POST", ":commit", isGateway ? new FakePlayFault.GatewayAfter() : new FakePlayFault.CutAfter());

        var outcome = (PlayPublishOutcome.Published)await _fixture.PublishAsync(_fixture.Plan());

        Assert.That(outcome, Has.Property("WasThere").False.And.Property("Record").Property("IsCommitted").True);
        Assert.That(_fixture.Count("POST", ":commit"), Is.EqualTo(1));
        Assert.That(_fixture.App.Committed, Is.EqualTo(new[] { 42L }));
    }

    [Test]
    public async Task Publish_WhenTheCommitNeverArrived_CommitsOnceMore()
    {
        _fixture.Fail("POST", ":commit", new FakePlayFault.CutBefore());

        await _fixture.PublishAsync(_fixture.Plan());

        Assert.That(_fixture.Count("POST", ":commit"), Is.EqualTo(2));
        Assert.That(_fixture.App.Committed, Is.EqualTo(new[] { 42L }));
        Assert.That(_fixture.Count("POST", "/bundles"), Is.EqualTo(1));
    }

    [Test]
    public async Task Publish_WhenOnlyNotesChangeAndTheAnswerIsLost_EndsRight()
    {
        await _fixture.PublishAsync(_fixture.Plan());
        _fixture.Fail("POST", ":commit", new FakePlayFault.CutAfter());

        // The version code was on the track before, so seeing it there proves nothing.
        var outcome = await _fixture.PublishAsync(_fixture.Plan() with { ReleaseName = "Second" });

        Assert.That(outcome, Is.InstanceOf<PlayPublishOutcome.Published>());
        Assert.That(_fixture.App.Live.Tracks["internal"].Single()!["name"]!.GetValue<string>(), Is.EqualTo("Second"));
    }

    [Test]
    public async Task Publish_WhenKilledAfterEachSave_EndsRightWithTheNextRun([Range(0, 4)] int saves)
    {
        var count = 0;
        Assert.ThrowsAsync<TimeoutException>(() => new PlayPublishing(_fixture.Api).PublishAsync(
            Plan(),
            null,
            record =>
            {
                _fixture.Saved.Add(record);
                if (count++ == saves)
                {
                    throw new TimeoutException("killed");
                }
            },
            null,
            default));

        var outcome = await _fixture.PublishAsync(Plan(), _fixture.Saved[^1]);

        AssertDone(outcome);
        Assert.That(_fixture.Count("POST", "/bundles"), Is.EqualTo(1), "what is there is not uploaded again");
        Assert.That(_fixture.Count("POST", "/edits"), Is.EqualTo(1), "the edit goes on");
        Assert.That(_fixture.Count("POST", ":commit"), Is.EqualTo(1));
    }

    [Test]
    public async Task Publish_WhenKilledAtEachRequest_EndsRightWithTheNextRun([Range(1, 18)] int requests, [Values] bool isDone, [Values] bool hasRecord)
    {
        // The run dies with the request: what the server made of it stays unknown to whoever comes next.
        using var killed = new CancellationTokenSource();
        _fixture.Play.Fault = _ =>
        {
            if (_fixture.Play.Requests.Count != requests)
            {
                return null;
            }

            killed.Cancel();
            return isDone ? new FakePlayFault.CutAfter() : new FakePlayFault.CutBefore();
        };
        try
        {
            await _fixture.PublishAsync(Plan(), cancellationToken: killed.Token);
            Assert.That(killed.IsCancellationRequested, Is.False);
        }
        catch (OperationCanceledException)
        {
            _fixture.Play.Fault = _ => null;
        }

        AssertDone(await _fixture.PublishAsync(Plan(), hasRecord ? _fixture.Saved.LastOrDefault() : null));
    }

    [Test]
    public async Task Publish_WhenTwoRunAtOnce_BothEndRightAndNoReleaseIsLost([Values] bool onOneTrack)
    {
        using var play = new FakeGooglePlay(TimeProvider.System);
        await using var server = await FakeGooglePlayServer.StartAsync(play);
        using var handler = ServiceConnection.CreateHandler();
        PlayPlan[] plans = [_fixture.Plan(41, "internal"), _fixture.Plan(42, onOneTrack ? "internal" : "alpha")];

        var outcomes = await Task.WhenAll(plans.Select(plan => Task.Run(async () =>
        {
            using var api = new GooglePlayApi(
                new GooglePlayOptions
                {
                    Address = play.Address,
                    EditRetry = new RetryLimits { Attempts = 60, FirstDelay = TimeSpan.FromMilliseconds(20), LongestDelay = TimeSpan.FromMilliseconds(300) },
                },
                new FakeTokens(FakeGooglePlay.Token),
                handler,
                TimeProvider.System,
                new Random(plan.VersionCode).NextDouble);
            return await new PlayPublishing(api).PublishAsync(plan, null, _ => { }, null, default);
        })));

        Assert.That(play.Unplanned, Is.Empty);
        if (onOneTrack)
        {
            // Play never serves a lower version code after a higher one: either both were served in turn, or the lower came too late and says so.
            Assert.That(outcomes[1], Is.InstanceOf<PlayPublishOutcome.Published>());
            Assert.That(outcomes[0], Is.InstanceOf<PlayPublishOutcome.Published>().Or.EqualTo(new PlayPublishOutcome.Superseded(41, 42)));
            Assert.That(play.App.Live.CodesOn("internal"), Is.EqualTo(new[] { 42L }));
            Assert.That(play.App.Committed, outcomes[0] is PlayPublishOutcome.Published ? Is.EqualTo(new[] { 41L, 42L }) : Is.EqualTo(new[] { 42L }));
        }
        else
        {
            Assert.That(outcomes, Is.All.InstanceOf<PlayPublishOutcome.Published>());
            Assert.That(play.App.Live.CodesOn("internal"), Is.EqualTo(new[] { 41L }));
            Assert.That(play.App.Live.CodesOn("alpha"), Is.EqualTo(new[] { 42L }));
        }
    }

    private PlayPlan Plan() => _fixture.Plan() with { MappingFile = _fixture.Folder.Write("mapping.txt", "a -> b:"), TesterGroups = ["qa@googlegroups.com"] };

    private void AssertDone(PlayPublishOutcome outcome)
    {
        Assert.That(outcome, Is.InstanceOf<PlayPublishOutcome.Published>());
        Assert.That(_fixture.App.Live.CodesOn("internal"), Is.EqualTo(new[] { 42L }));
        Assert.That(_fixture.App.Live.Packages.Single().HasMapping, Is.True);
        Assert.That(_fixture.App.Live.Groups["internal"], Is.EqualTo(new[] { "qa@googlegroups.com" }));
        Assert.That(_fixture.App.Committed, Is.EqualTo(new[] { 42L }), "committed once");
    }
}
