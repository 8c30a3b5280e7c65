using MobileDist.Testing.GooglePlay;

namespace MobileDist.GooglePlay.Tests;

public sealed class PlayPreflightTests
{
    private static readonly object[][] Causes =
    [
        ["POST", "/edits", FakePlayRefusals.NoPermission(), PlayFailureKind.NoPermission, "Users and permissions"],
        ["GET", "/tracks", FakePlayRefusals.NoPermission(), PlayFailureKind.NoPermission, "Users and permissions"],
        ["POST", "/edits", FakePlayRefusals.WrongScope(), PlayFailureKind.WrongScope, "auth/androidpublisher"],
        ["POST", "/edits", FakePlayRefusals.ApiDisabled(), PlayFailureKind.ApiDisabled, "Enable the 'Google Play Android Developer API'"],
        ["POST", "/edits", FakePlayRefusals.PackageNotFound("com.acme.shop"), PlayFailureKind.PackageNotFound, "by hand"],
        ["POST", "/edits", FakePlayAnswer.Refusal(400, "failedPrecondition", "Precondition check failed.", "FAILED_PRECONDITION"), PlayFailureKind.PreconditionFailed, "open tasks"],
    ];

    private PlayFixture _fixture = null!;

    [SetUp]
    public void Prepare() => _fixture = new PlayFixture();

    [TearDown]
    public void Remove() => _fixture.Dispose();

    [Test]
    public async Task Check_WhenAllIsWell_NamesTracksAndLanguageAndLeavesNothing()
    {
        _fixture.App.AddRelease("pr-testers", 7);
        _fixture.App.DefaultLanguage = "de-DE";

        var outcome = (PlayPreflightOutcome.Ready)await CheckAsync();

        Assert.That(outcome, Has.Property("DefaultLanguage").EqualTo("de-DE").And.Property("Tracks").Contains("pr-testers"));
        Assert.That(_fixture.Play.OpenEdits, Is.Zero);
    }

    [TestCaseSource(nameof(Causes))]
    public async Task Check_WhenGoogleRefuses_SaysTheCause(string method, string pathPart, FakePlayAnswer answer, PlayFailureKind kind, string remedy)
    {
        _fixture.Fail(method, pathPart, new FakePlayFault.Refuse(answer));

        var outcome = (PlayPreflightOutcome.NotReady)await CheckAsync();

        Assert.That(outcome.Failure.Kind, Is.EqualTo(kind));
        Assert.That(outcome.Fault.Remedy, Does.Contain(remedy));
        Assert.That(_fixture.Play.OpenEdits, Is.Zero);
    }

    [Test]
    public async Task Check_WhenTheAccountIsNotInvited_SaysSo()
    {
        _fixture.App.Accounts = ["somebody@else.example"];

        Assert.That(((PlayPreflightOutcome.NotReady)await CheckAsync()).Failure.Kind, Is.EqualTo(PlayFailureKind.NoPermission));
    }

    [Test]
    public async Task Check_WhenTheTokenIsRefused_RenewsItOnceAndTriesOn()
    {
        _fixture.Dispose();
        _fixture = new PlayFixture("stale", FakeGooglePlay.Token);

        Assert.That(await CheckAsync(), Is.InstanceOf<PlayPreflightOutcome.Ready>());
        Assert.That(_fixture.Tokens.Renewals, Is.EqualTo(1));
    }

    [Test]
    public async Task Check_WhenEveryTokenIsRefused_SaysSoAfterThreeTries()
    {
        _fixture.Dispose();
        _fixture = new PlayFixture("stale", "stale too");

        var outcome = (PlayPreflightOutcome.NotReady)await CheckAsync();

        Assert.That(outcome.Failure.Kind, Is.EqualTo(PlayFailureKind.BadCredentials));
        Assert.That(_fixture.Play.Requests, Has.Count.EqualTo(3));
        Assert.That(outcome.Fault.ToString(), Does.Not.Contain("stale"));
    }

    [Test]
    public async Task Check_WhenThereAreTooManyRequests_WaitsAsLongAsAskedFor()
    {
        _fixture.Fail("POST", "/edits", new FakePlayFault.Refuse(FakePlayAnswer.Refusal(429, "rateLimitExceeded", "Quota exceeded.").With("Retry-After", "120")));
        var start = _fixture.Time.GetUtcNow();

        Assert.That(await CheckAsync(), Is.InstanceOf<PlayPreflightOutcome.Ready>());
        Assert.That(_fixture.Time.GetUtcNow() - start, Is.InRange(TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(125)));
    }

    [Test]
    public void Check_WhenGoogleCannotBeReached_IsNoAnswer()
    {
        _fixture.Play.Fault = _ => new FakePlayFault.CutBefore();

        Assert.That(CheckAsync, Throws.TypeOf<DistributionException>().With.Property("ExitCode").EqualTo(ExitCode.Unreachable));
    }

    [Test]
    public async Task Check_WhenAnotherJobEndsTheEdit_TriesAgain()
    {
        var isFirst = true;
        _fixture.Play.Fault = request =>
        {
            if (isFirst && request.Path.EndsWith("/tracks", StringComparison.Ordinal))
            {
                isFirst = false;
                _fixture.Play.ChangeInConsole();
            }

            return null;
        };

        Assert.That(await CheckAsync(), Is.InstanceOf<PlayPreflightOutcome.Ready>());
    }

    [TestCase("https://user:word@play.example")]
    [TestCase("http://play.example")]
    [TestCase("play")]
    [TestCase("https://play.example/?key=1")]
    public void Api_WhenAddressIsUnfit_SaysSoWithoutItsSecrets(string address) =>
        Assert.That(
            () => new GooglePlayApi(new GooglePlayOptions { Address = address }, _fixture.Tokens, _fixture.Recorder, _fixture.Time, () => 0),
            Throws.TypeOf<DistributionException>().With.Property("ExitCode").EqualTo(ExitCode.Settings).And.Message.Not.Contain("word"));

    private Task<PlayPreflightOutcome> CheckAsync() => new PlayPreflight(_fixture.Api).CheckAsync(FakeGooglePlay.PackageName, default);
}
