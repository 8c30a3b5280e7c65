using MobileDist.Testing;
using MobileDist.Testing.GooglePlay.Identity;

namespace MobileDist.GitHub.Tests;

public sealed class GitHubIdentityTokensTests
{
    private const string Audience = "https://iam.googleapis.com/projects/1/a b&c";

    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false };
    private readonly VirtualTime _time = new();
    private FakeIdentityServer _server = null!;
    private Dictionary<string, string> _environment = null!;
    private Redactor _redactor = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await FakeIdentityServer.StartAsync(_time);
        _redactor = new Redactor();
        _environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ACTIONS_ID_TOKEN_REQUEST_URL"] = $"{_server.Address}{FakeCiIssuers.GitHubPath}?api-version=2.0",
            ["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = FakeCiIssuers.GitHubWord,
        };
    }

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [OneTimeTearDown]
    public void DisposeHandler() => _handler.Dispose();

    [Test]
    public async Task GetAsync_WhenJobMayAsk_GetsATokenForTheAudience()
    {
        var token = await Tokens().GetAsync(Audience, default);

        Assert.That(_server.Issuers.Issued[token.Reveal()].Audience, Is.EqualTo(Audience));
        Assert.That(_server.State.Violations, Is.Empty);
        Assert.That(_redactor.Redact($"{token.Reveal()} {FakeCiIssuers.GitHubWord}"), Is.EqualTo("*** ***"));
    }

    [TestCase(false, "id-token: write")]
    [TestCase(true, "workflow_run")]
    public void GetAsync_WhenJobMayNotAsk_SaysWhatWouldHelp(bool isFork, string remedy)
    {
        _environment.Remove("ACTIONS_ID_TOKEN_REQUEST_URL");

        var error = Assert.ThrowsAsync<DistributionException>(() => Tokens(isFork).GetAsync(Audience, default));

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(error.Faults[0].Remedy, Does.Contain(remedy));
    }

    [TestCase("http://token.example.com/idtoken")]
    [TestCase("idtoken")]
    public void GetAsync_WhenAddressIsNotTrusted_SendsNothing(string address)
    {
        _environment["ACTIONS_ID_TOKEN_REQUEST_URL"] = address;

        Assert.That(() => Tokens().GetAsync(Audience, default), Throws.TypeOf<DistributionException>().With.Property("ExitCode").EqualTo(ExitCode.Settings));
        Assert.That(_server.Requests, Is.Empty);
    }

    [Test]
    public async Task GetAsync_WhenServiceFailsForAWhile_AsksAgain([Values(500, 429, 200)] int status)
    {
        _server.Fail("/idtoken", new FakeIdentityFault.Refuse(new FakeIdentityAnswer(status, "{\"value\":\"\\ud800\"}")), times: 2);

        var token = await Tokens().GetAsync(Audience, default);

        Assert.That(_server.Issuers.Issued, Contains.Key(token.Reveal()));
        Assert.That(_server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public void GetAsync_WhenWordIsRefused_AsksOnceAndDoesNotShowIt()
    {
        _environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "MARKED-old";

        var error = Assert.ThrowsAsync<DistributionException>(() => Tokens().GetAsync(Audience, default));

        Assert.That(error!.ToString(), Does.Contain("(401)").And.Not.Contain("MARKED"));
        Assert.That(_server.Requests, Has.Count.EqualTo(1));
    }

    private GitHubIdentityTokens Tokens(bool isFork = false) => new(_environment, isFork, _handler, _time, () => 0.5, _redactor);
}
