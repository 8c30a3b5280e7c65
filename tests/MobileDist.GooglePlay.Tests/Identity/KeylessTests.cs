using System.Text.Json.Nodes;
using MobileDist.Testing.GooglePlay.Identity;

namespace MobileDist.GooglePlay.Tests;

public sealed class KeylessTests
{
    private IdentityFixture _fixture = null!;

    [SetUp]
    public async Task Start() => _fixture = await IdentityFixture.StartAsync();

    [TearDown]
    public async Task Stop()
    {
        Assert.That(_fixture.Server.State.Violations, Is.Empty);
        await _fixture.DisposeAsync();
    }

    [Test]
    public async Task GetAsync_WhenJobIsOfGitHub_BecomesTheServiceAccount()
    {
        var tokens = _fixture.OnGitHub();

        var token = await tokens.GetAsync(renew: false, default);

        Assert.That(_fixture.Owner(token)?.Principal, Is.EqualTo(FakeGoogleIdentity.Account));
        Assert.That(_fixture.Owner(token)?.Scopes, Is.EqualTo(new[] { GoogleScopes.AndroidPublisher }));
        Assert.That(_fixture.Server.Requests.Select(request => $"{request.Method} {request.Path}"), Is.EqualTo(new[]
        {
            "GET " + FakeCiIssuers.GitHubPath, "POST /v1/token", $"POST /v1/projects/-/serviceAccounts/{FakeGoogleIdentity.Account}:generateAccessToken",
        }));
        Assert.That(tokens.Description, Is.EqualTo($"{FakeGoogleIdentity.Account}, without a key"));
    }

    [TestCase(FakeCiIssuers.Connection, FakeCiIssuers.AzureSubject)]
    [TestCase(null, FakeCiIssuers.AzurePipelineSubject)]
    public async Task GetAsync_WhenJobIsOfAzure_BecomesTheServiceAccount(string? connection, string subject)
    {
        var token = await _fixture.OnAzure(connection).GetAsync(renew: false, default);

        Assert.That(_fixture.Owner(token)?.Principal, Is.EqualTo(FakeGoogleIdentity.Account));
        Assert.That(_fixture.Server.Issuers.Issued.Values.Single().Subject, Is.EqualTo(subject));
    }

    [Test]
    public async Task GetAsync_WhenRunIsLong_SaysAgainWhoItIs()
    {
        var tokens = _fixture.OnGitHub();
        await tokens.GetAsync(renew: false, default);
        await Task.Delay(TimeSpan.FromHours(2), _fixture.Time);

        var token = await tokens.GetAsync(renew: false, default);

        Assert.That(_fixture.Owner(token), Is.Not.Null);
        Assert.That(_fixture.Server.Issuers.Issued, Has.Count.EqualTo(2), "a new identity token, as the first is long stale");
    }

    [Test]
    public async Task GetAsync_WhenFileIsOfGoogleGithubActionsAuth_SignsIn()
    {
        var token = await _fixture.SignIn(_fixture.ExternalAccount()).GetAsync(renew: false, default);

        Assert.That(_fixture.Owner(token)?.Principal, Is.EqualTo(FakeGoogleIdentity.Account));
    }

    [TestCase("text")]
    [TestCase("json")]
    public async Task GetAsync_WhenIdentityTokenIsInAFile_ReadsItEachTime(string format)
    {
        var path = _fixture.Folder.Combine("token");
        var source = new JsonObject
        {
            ["file"] = path,
            ["format"] = format is "json" ? new JsonObject { ["type"] = "json", ["subject_token_field_name"] = "id" } : new JsonObject { ["type"] = "text" },
        };
        var tokens = _fixture.SignIn(_fixture.ExternalAccount(source));
        for (var round = 1; round <= 2; round++)
        {
            await WriteTokenAsync(path, format);

            var token = await tokens.GetAsync(renew: true, default);

            Assert.That(_fixture.Owner(token)?.Principal, Is.EqualTo(FakeGoogleIdentity.Account));
            Assert.That(_fixture.Server.Requests.Last(request => request.Path is "/v1/token").Form["subject_token"], Is.EqualTo(_fixture.Server.Issuers.Issued.Keys.Last()));
        }
    }

    [TestCase("gone", "cannot be read")]
    [TestCase("empty", "holds no token")]
    [TestCase("lines", "holds no token")]
    [TestCase("large", "too large")]
    public void GetAsync_WhenFileHoldsNoIdentityToken_NamesTheFile(string kind, string expected)
    {
        var path = _fixture.Folder.Combine("token file");
        if (kind is not "gone")
        {
            _fixture.Folder.Write("token file", kind switch { "empty" => " \n", "lines" => "MARKED a\nb", _ => new string('a', 100_000) });
        }

        var tokens = _fixture.SignIn(_fixture.ExternalAccount(new JsonObject { ["file"] = path }));

        var error = Assert.ThrowsAsync<DistributionException>(() => tokens.GetAsync(renew: false, default));

        Assert.That(error!.Message, Does.Contain("token file").And.Contain(expected).And.Not.Contain("MARKED"));
    }

    [Test]
    public void Open_WhenPlatformCannotSayWhoItIs_NamesThoseThatCan()
    {
        var options = _fixture.Options(null) with { WorkloadIdentity = WorkloadIdentity.Parse(FakeGoogleIdentity.Provider, FakeGoogleIdentity.Account) };

        Assert.That(
            () => _fixture.SignIn(options),
            Throws.TypeOf<DistributionException>().With.Property("Faults").One.Property("Remedy").Contains("GitHub Actions and Azure Pipelines"));
    }

    private async Task WriteTokenAsync(string path, string format)
    {
        using var client = new HttpClient(_fixture.Handler, disposeHandler: false);
        using var message = new HttpRequestMessage(
            HttpMethod.Get, $"{_fixture.Server.Address}{FakeCiIssuers.GitHubPath}?api-version=2.0&audience=https%3A%2F%2Fiam.googleapis.com%2F{Uri.EscapeDataString(FakeGoogleIdentity.Provider)}");
        message.Headers.Authorization = new("Bearer", FakeCiIssuers.GitHubWord);
        using var response = await client.SendAsync(message);
        var token = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["value"]!.GetValue<string>();
        await File.WriteAllTextAsync(path, format is "json" ? new JsonObject { ["id"] = token }.ToJsonString() : token + "\n");
    }
}
