using MobileDist.Testing;
using MobileDist.Testing.GooglePlay.Identity;

namespace MobileDist.AzureDevOps.Tests;

public sealed class AzureIdentityTokensTests
{
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
        _environment = AgentEnvironments.AzureRepos();
        _environment["SYSTEM_OIDCREQUESTURI"] = _server.Address + FakeCiIssuers.AzurePath;
        _environment["SYSTEM_ACCESSTOKEN"] = FakeCiIssuers.AzureWord;
    }

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [OneTimeTearDown]
    public void DisposeHandler() => _handler.Dispose();

    [TestCase(FakeCiIssuers.Connection, FakeCiIssuers.AzureSubject)]
    [TestCase(" " + FakeCiIssuers.Connection + " ", FakeCiIssuers.AzureSubject)]
    [TestCase("", FakeCiIssuers.AzurePipelineSubject)]
    [TestCase(null, FakeCiIssuers.AzurePipelineSubject)]
    public async Task GetAsync_WhenJobMayAsk_GetsATokenForWhomItIs(string? connection, string subject)
    {
        var token = await Tokens(connection).GetAsync("any", default);

        Assert.That(_server.Issuers.Issued[token.Reveal()].Subject, Is.EqualTo(subject));
        Assert.That(_server.State.Violations, Is.Empty);
        Assert.That(_redactor.Redact($"{token.Reveal()} {FakeCiIssuers.AzureWord}"), Is.EqualTo("*** ***"));
    }

    [TestCase("SYSTEM_OIDCREQUESTURI", "Azure DevOps Server")]
    [TestCase("SYSTEM_ACCESSTOKEN", "$(System.AccessToken)")]
    public void GetAsync_WhenVariableIsMissing_SaysWhereItComesFrom(string variable, string remedy)
    {
        _environment.Remove(variable);

        var error = Assert.ThrowsAsync<DistributionException>(() => Tokens(FakeCiIssuers.Connection).GetAsync("any", default));

        Assert.That(error!.Message, Does.Contain(variable));
        Assert.That(error.Faults[0].Remedy, Does.Contain(remedy));
    }

    [TestCase("play")]
    [TestCase("4d3c2b1a-0000-4000-8000-00000000beef&x=1")]
    public void GetAsync_WhenConnectionIsNoId_SaysWhereItStands(string connection)
    {
        var error = Assert.ThrowsAsync<DistributionException>(() => Tokens(connection).GetAsync("any", default));

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(error.Faults[0].Remedy, Does.Contain("resourceId="));
        Assert.That(_server.Requests, Is.Empty);
    }

    [Test]
    public void GetAsync_WhenAddressIsNotTrusted_SendsNothing()
    {
        _environment["SYSTEM_OIDCREQUESTURI"] = "http://dev.azure.example.com/oidctoken";

        Assert.That(() => Tokens(null).GetAsync("any", default), Throws.TypeOf<DistributionException>().With.Property("ExitCode").EqualTo(ExitCode.Settings));
    }

    [Test]
    public void GetAsync_WhenConnectionIsNotAllowed_ShowsTheServersReason()
    {
        var error = Assert.ThrowsAsync<DistributionException>(() => Tokens("00000000-0000-4000-8000-000000000001").GetAsync("any", default));

        Assert.That(error!.Faults[0].Details.Single().Value, Does.Contain("hasn't been authorized"));
        Assert.That(error.Faults[0].Remedy, Does.Contain("workload identity federation"));
    }

    [TestCase(302)]
    [TestCase(203)]
    [TestCase(401)]
    public void GetAsync_WhenTokenIsNotTaken_NamesIt(int status)
    {
        _server.Fail("/oidctoken", new FakeIdentityFault.Refuse(new FakeIdentityAnswer(status, "<html>sign in</html>", "text/html").With("Location", "https://login.example.com")), times: 9);

        var error = Assert.ThrowsAsync<DistributionException>(() => Tokens(null).GetAsync("any", default));

        Assert.That(error!.Faults[0].Remedy, Does.Contain("SYSTEM_ACCESSTOKEN"));
        Assert.That(error.ToString(), Does.Not.Contain("MARKED"));
        Assert.That(_server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task GetAsync_WhenServiceFailsForAWhile_AsksAgain([Values(503, 429, 200)] int status)
    {
        _server.Fail("/oidctoken", new FakeIdentityFault.Refuse(new FakeIdentityAnswer(status, "[]")), times: 2);

        var token = await Tokens(null).GetAsync("any", default);

        Assert.That(_server.Issuers.Issued, Contains.Key(token.Reveal()));
    }

    private AzureIdentityTokens Tokens(string? connection) =>
        new(_environment, new AzureDevOpsPlatform(_environment, TextWriter.Null, _redactor), connection, _handler, _time, () => 0.5, _redactor);
}
