using MobileDist.Testing.GooglePlay.Identity;

namespace MobileDist.GooglePlay.Tests;

public sealed class AccessTokensTests
{
    private IdentityFixture _fixture = null!;

    [SetUp]
    public async Task Start() => _fixture = await IdentityFixture.StartAsync();

    [TearDown]
    public async Task Stop() => await _fixture.DisposeAsync();

    [Test]
    public async Task GetAsync_WhenTokenIsGood_AsksOnce()
    {
        var tokens = _fixture.SignIn(_fixture.KeyFile);

        var first = await tokens.GetAsync(renew: false, default);
        var second = await tokens.GetAsync(renew: false, default);

        Assert.That(second, Is.SameAs(first));
        Assert.That(_fixture.Server.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(3_599, 54 * 60, 1)]
    [TestCase(3_599, 55 * 60, 2)]
    [TestCase(300, 2 * 60, 1)]
    [TestCase(300, 3 * 60, 2)]
    public async Task GetAsync_WhenTokenNearsItsEnd_RenewsItBefore(int life, int waited, int requests)
    {
        _fixture.Server.Google.Life = TimeSpan.FromSeconds(life);
        var tokens = _fixture.SignIn(_fixture.KeyFile);
        await tokens.GetAsync(renew: false, default);

        await Task.Delay(TimeSpan.FromSeconds(waited), _fixture.Time);
        var token = await tokens.GetAsync(renew: false, default);

        Assert.That(_fixture.Server.Requests, Has.Count.EqualTo(requests));
        Assert.That(_fixture.Owner(token), Is.Not.Null, "it is still good");
    }

    [Test]
    public async Task GetAsync_WhenTokenWasRefused_GivesAnother()
    {
        var tokens = _fixture.SignIn(_fixture.KeyFile);
        var first = await tokens.GetAsync(renew: false, default);

        var second = await tokens.GetAsync(renew: true, default);

        Assert.That(second.Reveal(), Is.Not.EqualTo(first.Reveal()));
    }

    [Test]
    public async Task GetAsync_WhenManyAskAtOnce_AsksOnce()
    {
        var tokens = _fixture.OnGitHub();

        var given = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => tokens.GetAsync(renew: false, default))));

        Assert.That(given.Distinct().Count(), Is.EqualTo(1));
        Assert.That(_fixture.Server.Requests, Has.Count.EqualTo(3), "who we are, the exchange, the impersonation");
    }

    [TestCase(503)]
    [TestCase(500)]
    [TestCase(429)]
    public async Task GetAsync_WhenServiceFailsForAWhile_TriesAgain(int status)
    {
        _fixture.Server.Fail("/token", new FakeIdentityFault.Refuse(new FakeIdentityAnswer(status, "<html>", "text/html")), times: 3);

        var token = await _fixture.SignIn(_fixture.KeyFile).GetAsync(renew: false, default);

        Assert.That(_fixture.Owner(token), Is.Not.Null);
        Assert.That(_fixture.Server.Requests, Has.Count.EqualTo(4));
    }

    [TestCase("/token")]
    [TestCase("/v1/token")]
    [TestCase(":generateAccessToken")]
    [TestCase("/idtoken")]
    public async Task GetAsync_WhenConnectionIsCut_TriesAgain(string path)
    {
        _fixture.Server.Fail(path, new FakeIdentityFault.CutBefore());
        _fixture.Server.Fail(path, new FakeIdentityFault.CutAfter());
        var tokens = path is "/token" ? _fixture.SignIn(_fixture.KeyFile) : _fixture.OnGitHub();

        var token = await tokens.GetAsync(renew: false, default);

        Assert.That(_fixture.Owner(token)?.Principal, Is.EqualTo(FakeGoogleIdentity.Account));
    }

    [Test]
    public void GetAsync_WhenServiceStaysAway_SaysThatRunningAgainHelps()
    {
        _fixture.Server.Fail("/token", new FakeIdentityFault.CutBefore(), times: 100);
        var tokens = _fixture.SignIn(_fixture.KeyFile);

        var error = Assert.ThrowsAsync<DistributionException>(() => tokens.GetAsync(renew: false, default));

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Unreachable));
        Assert.That(_fixture.Server.Requests, Has.Count.EqualTo(5));
    }

    [TestCase("""{"expires_in":3599}""")]
    [TestCase("""{"access_token":"a\nb","expires_in":3599}""")]
    [TestCase("""{"access_token":17}""")]
    [TestCase("[]")]
    [TestCase("<html>")]
    [TestCase("")]
    public void GetAsync_WhenAnswerHoldsNoToken_IsNotMistakenForOne(string body)
    {
        _fixture.Server.Fail("token", new FakeIdentityFault.Refuse(new FakeIdentityAnswer(200, body)), times: 100);
        foreach (var tokens in new[] { _fixture.SignIn(_fixture.KeyFile), _fixture.SignIn(IdentityFixture.AuthorizedUser().ToJsonString()) })
        {
            Assert.That(() => tokens.GetAsync(renew: false, default), Throws.TypeOf<DistributionException>().With.Property("ExitCode").EqualTo(ExitCode.Unreachable));
        }
    }

    [Test]
    public async Task GetAsync_WhenClockIsWrong_GoesByGoogles([Values(-7_200, -4_000, 400, 7_200)] int secondsAhead)
    {
        _fixture.Server.State.ClockAhead = TimeSpan.FromSeconds(secondsAhead);

        var token = await _fixture.SignIn(_fixture.KeyFile).GetAsync(renew: false, default);

        Assert.That(_fixture.Owner(token), Is.Not.Null);
        Assert.That(_fixture.Server.Requests, Has.Count.LessThanOrEqualTo(2));
    }

    [Test]
    public void GetAsync_WhenGoogleSaysClockIsWrongButShowsTheSame_NamesTheClock()
    {
        _fixture.Server.Fail("/token", new FakeIdentityFault.Refuse(FakeIdentityAnswer.OAuth(400, "invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.")), times: 9);
        var tokens = _fixture.SignIn(_fixture.KeyFile);

        var error = Assert.ThrowsAsync<DistributionException>(() => tokens.GetAsync(renew: false, default));

        Assert.That(error!.Message, Does.Contain("clock"));
        Assert.That(_fixture.Server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task GetAsync_WhenItFailedBefore_AsksAgain()
    {
        _fixture.Server.Google.Play.IsKeyDisabled = true;
        var tokens = _fixture.SignIn(_fixture.KeyFile);
        Assert.That(() => tokens.GetAsync(renew: false, default), Throws.TypeOf<DistributionException>());

        _fixture.Server.Google.Play.IsKeyDisabled = false;

        Assert.That(_fixture.Owner(await tokens.GetAsync(renew: false, default)), Is.Not.Null);
    }

    [Test]
    public void GetAsync_WhenCancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var tokens = _fixture.SignIn(_fixture.KeyFile);

        Assert.That(() => tokens.GetAsync(renew: false, cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_fixture.Server.Requests, Is.Empty);
    }

    [Test]
    public async Task GetAsync_WhenAnswerIsARedirect_FollowsItNowhere()
    {
        var elsewhere = await IdentityFixture.StartAsync();
        await using (elsewhere)
        {
            _fixture.Server.Fail("token", new FakeIdentityFault.Refuse(new FakeIdentityAnswer(307).With("Location", elsewhere.Server.TokenAddress)), times: 100);
            foreach (var tokens in new[] { _fixture.SignIn(_fixture.KeyFile), _fixture.SignIn(IdentityFixture.AuthorizedUser().ToJsonString()) })
            {
                Assert.That(() => tokens.GetAsync(renew: false, default), Throws.TypeOf<DistributionException>());
            }

            Assert.That(elsewhere.Server.Requests, Is.Empty);
        }
    }
}
