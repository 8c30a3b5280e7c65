using MobileDist.Testing.GooglePlay;

namespace MobileDist.GooglePlay.Tests;

/// <summary>A release taken off its testers: halted or dropped, and nobody's edit ended where there is nothing to do.</summary>
public sealed class PlayWithdrawalTests
{
    private const string Mark = "PR #12: ";

    private PlayFixture _fixture = null!;

    [SetUp]
    public void Prepare() => _fixture = new PlayFixture();

    [TearDown]
    public void Remove() => _fixture.Dispose();

    [Test]
    public async Task Halt_WhenServed_HaltsItAndKeepsTheOthers([Values("completed", "inProgress")] string status)
    {
        _fixture.App.AddRelease("beta", 40, status is "completed" ? "inProgress" : "completed");
        _fixture.App.AddRelease("beta", 42, status);
        _fixture.App.AddRelease("beta", 50, "draft");

        var outcome = (PlayWithdrawalOutcome.Halted)await HaltAsync(42);

        Assert.That(outcome.VersionCodes, Is.EqualTo(new[] { 42L }));
        Assert.That(Releases(), Is.EquivalentTo(new[] { status is "completed" ? "40 inProgress" : "40 completed", "50 draft", "42 halted" }));
        Assert.That(_fixture.Play.OpenEdits, Is.Zero);
    }

    [Test]
    public async Task Halt_WhenAnotherIsHalted_TakesItsPlace()
    {
        _fixture.App.AddRelease("beta", 40, "halted");
        _fixture.App.AddRelease("beta", 42);

        await HaltAsync(42);

        Assert.That(Releases(), Is.EqualTo(new[] { "42 halted" }));
    }

    [Test]
    public async Task Halt_WhenADraft_DropsItAndKeepsWhatIsHalted()
    {
        _fixture.App.AddRelease("beta", 40, "halted");
        _fixture.App.AddRelease("beta", 42, "draft");

        Assert.That(await HaltAsync(42), Is.InstanceOf<PlayWithdrawalOutcome.Halted>());
        Assert.That(Releases(), Is.EqualTo(new[] { "40 halted" }));
    }

    [TestCase("PR #12: 1.0 (42)", true)]
    [TestCase("PR #123: 1.0 (42)", false)]
    [TestCase("1.0 (42)", false)]
    public async Task Halt_WhenOnlyTheNameIsKnown_FindsItByThat(string name, bool isIt)
    {
        _fixture.App.AddRelease("beta", 42, name: name);

        var outcome = await HaltAsync(versionCode: null);

        Assert.That(outcome, isIt ? Is.InstanceOf<PlayWithdrawalOutcome.Halted>() : Is.InstanceOf<PlayWithdrawalOutcome.NothingThere>());
        Assert.That(Releases(), Is.EqualTo(new[] { isIt ? "42 halted" : "42 completed" }));
    }

    [TestCase(42, "beta")]
    [TestCase(null, "beta")]
    [TestCase(7, "pr-testers")]
    public async Task Halt_WhenThereIsNoSuchRelease_OpensNoEdit(int? versionCode, string track)
    {
        _fixture.App.AddRelease("beta", 41);

        Assert.That(await HaltAsync(versionCode, track), Is.InstanceOf<PlayWithdrawalOutcome.NothingThere>());
        Assert.That(_fixture.Count("POST", "/edits"), Is.Zero, "an edit would end that of another job");
    }

    [Test]
    public async Task Halt_WhenNeitherCodeNorNameIsKnown_HaltsNothing()
    {
        _fixture.App.AddRelease("beta", 42);

        Assert.That(await new PlayWithdrawal(_fixture.Api).HaltAsync(FakeGooglePlay.PackageName, "beta", null, null, default), Is.InstanceOf<PlayWithdrawalOutcome.NothingThere>());
        Assert.That(Releases(), Is.EqualTo(new[] { "42 completed" }));
    }

    [Test]
    public async Task Halt_WhenDoneTwice_ChangesNothing()
    {
        _fixture.App.AddRelease("beta", 42);
        await HaltAsync(42);

        Assert.That(await HaltAsync(42), Is.InstanceOf<PlayWithdrawalOutcome.NothingThere>());
        Assert.That(_fixture.Count("POST", ":commit"), Is.EqualTo(1));
        Assert.That(_fixture.Play.OpenEdits, Is.Zero);
    }

    [TestCase("GET", "/tracks/beta")]
    [TestCase("PUT", "/tracks/beta")]
    [TestCase("POST", ":commit")]
    public async Task Halt_WhenTheConsoleEndsTheEdit_DoesItAllAgain(string method, string pathPart)
    {
        _fixture.App.AddRelease("beta", 42);
        var isFirst = true;
        _fixture.Play.Fault = request =>
        {
            if (isFirst && string.Equals(request.Method, method, StringComparison.Ordinal) && request.Path.Contains("/edits/", StringComparison.Ordinal) && request.Path.Contains(pathPart, StringComparison.Ordinal))
            {
                isFirst = false;
                _fixture.Play.ChangeInConsole();
            }

            return null;
        };

        Assert.That(await HaltAsync(42), Is.InstanceOf<PlayWithdrawalOutcome.Halted>());
        Assert.That(isFirst, Is.False);
        Assert.That(Releases(), Is.EqualTo(new[] { "42 halted" }));
    }

    [Test]
    public async Task Halt_WhenTheAnswerToTheCommitIsLost_SaysThatItIsHalted([Values] bool isGateway)
    {
        _fixture.App.AddRelease("beta", 42);
        _fixture.Fail("POST", ":commit", isGateway ? new FakePlayFault.GatewayAfter() : new FakePlayFault.CutAfter());

        var outcome = (PlayWithdrawalOutcome.Halted)await HaltAsync(42);

        Assert.That(outcome.VersionCodes, Is.EqualTo(new[] { 42L }));
        Assert.That(_fixture.Count("POST", ":commit"), Is.EqualTo(1));
        Assert.That(_fixture.Play.OpenEdits, Is.Zero);
    }

    [Test]
    public async Task Halt_WhenAReviewIsUnderWay_SaysWhyNot()
    {
        _fixture.App.AddRelease("beta", 42);
        _fixture.App.IsInReview = true;

        var outcome = (PlayWithdrawalOutcome.Refused)await HaltAsync(42);

        Assert.That(outcome.Fault, Has.Property("Headline").Contain("could not be halted").And.Property("Remedy").Contain("review"));
        Assert.That(Releases(), Is.EqualTo(new[] { "42 completed" }));
        Assert.That(_fixture.Play.OpenEdits, Is.Zero);
    }

    [Test]
    public void Halt_WhenGoogleCannotBeReached_Throws()
    {
        _fixture.Play.Fault = _ => new FakePlayFault.CutBefore();

        Assert.That(() => HaltAsync(42), Throws.TypeOf<DistributionException>().With.Property("ExitCode").EqualTo(ExitCode.Unreachable));
    }

    private Task<PlayWithdrawalOutcome> HaltAsync(int? versionCode, string track = "beta") =>
        new PlayWithdrawal(_fixture.Api).HaltAsync(FakeGooglePlay.PackageName, track, versionCode, Mark, default);

    private IEnumerable<string> Releases() => _fixture.App.Live.Tracks["beta"].Select(release => $"{release!["versionCodes"]![0]} {release["status"]}");
}
