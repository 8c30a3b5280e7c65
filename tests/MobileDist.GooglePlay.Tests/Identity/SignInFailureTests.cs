using MobileDist.Testing.GooglePlay.Identity;

namespace MobileDist.GooglePlay.Tests;

/// <summary>Each way to fail: what is said, what can be done, and that no secret is in it or in any address.</summary>
public sealed class SignInFailureTests
{
    private const string Provider = "//iam.googleapis.com/" + FakeGoogleIdentity.Provider;

    private IdentityFixture _fixture = null!;

    [SetUp]
    public async Task Start() => _fixture = await IdentityFixture.StartAsync();

    [TearDown]
    public async Task Stop() => await _fixture.DisposeAsync();

    [TestCase("key disabled", "deleted, disabled", "workload identity")]
    [TestCase("key of another", "belongs to another account", "make a new one")]
    [TestCase("account deleted", "does not know the account", "Users and permissions")]
    [TestCase("account disabled", "account is disabled", "Enable it")]
    [TestCase("scope", "does not give it a token", "Google Play Android Developer API")]
    [TestCase("signed out", "has ended", "application-default login")]
    [TestCase("person's scope", "not allowed when signing in", "--scopes=openid")]
    [TestCase("client", "client of the sign-in", "application-default login")]
    [TestCase("provider", "no such provider", "project's number")]
    [TestCase("audience", "another audience", "allowed audiences")]
    [TestCase("issuer", "another issuer", "token.actions.githubusercontent.com")]
    [TestCase("condition", "attribute condition", "assertion.repository")]
    [TestCase("impersonation", "no right to", "roles/iam.workloadIdentityUser")]
    [TestCase("impersonated account missing", "does not know the account", "mail address")]
    [TestCase("impersonated account disabled", "account is disabled", "Enable it")]
    [TestCase("interface", "switched off", "iamcredentials.googleapis.com")]
    [TestCase("permission", "ACTIONS_ID_TOKEN_REQUEST_URL", "id-token: write")]
    [TestCase("job ended", "gave no identity token (401)", "id-token: write")]
    [TestCase("azure job token", "did not take the job's token", "SYSTEM_ACCESSTOKEN")]
    [TestCase("azure connection", "service connection '00000000-0000-4000-8000-000000000001'", "security settings")]
    [TestCase("rate", "fewer requests", "later")]
    [TestCase("down", "could not be reached", "Run again")]
    [TestCase("strange", "Google refused", "Google's answer")]
    public void GetAsync_WhenItFails_SaysWhyAndWhatToDoWithoutASecret(string kind, string expected, string remedy)
    {
        var tokens = Prepare(kind);

        var error = Assert.ThrowsAsync<DistributionException>(() => tokens.GetAsync(renew: false, default));

        Assert.That(error!.Message, Does.Contain(expected));
        Assert.That(error.Faults[0].Remedy, Does.Contain(remedy));
        Assert.That(error.ExitCode, Is.EqualTo(kind is "rate" or "down" ? ExitCode.Unreachable : ExitCode.Refused));
        var shown = error + string.Join('\n', error.Faults.Select(fault => $"{fault.Headline} {fault.Remedy} {string.Join(' ', fault.Details)}")) + tokens.Description;
        Assert.That(shown, Does.Not.Contain("MARKED"));
        Assert.That(shown, Does.Not.Contain(KeyLine()));
        AssertThatAddressesHoldNoSecret();
        AssertThatAllSecretsAreMasked();
    }

    [Test]
    public async Task GetAsync_WhenItSucceeds_EachSecretIsMaskedAndNoneIsInAnAddress()
    {
        foreach (var tokens in new[] { _fixture.SignIn(_fixture.KeyFile), _fixture.SignIn(IdentityFixture.AuthorizedUser().ToJsonString()), _fixture.SignIn(_fixture.ExternalAccount()), _fixture.OnGitHub() })
        {
            await tokens.GetAsync(renew: false, default);
        }

        await _fixture.OnAzure(FakeCiIssuers.Connection).GetAsync(renew: false, default);

        Assert.That(_fixture.Server.Google.Issued, Has.Count.EqualTo(8), "three of them in between");
        Assert.That(_fixture.Redactor.Redact(KeyLine()), Is.EqualTo(Redactor.Mask));
        Assert.That(_fixture.Redactor.Redact(FakeGoogleIdentity.RefreshToken + FakeGoogleIdentity.ClientSecret), Does.Not.Contain("MARKED"));
        Assert.That(_fixture.Redactor.Redact(FakeCiIssuers.GitHubWord + FakeCiIssuers.AzureWord), Does.Not.Contain("MARKED"));
        AssertThatAddressesHoldNoSecret();
        AssertThatAllSecretsAreMasked();
    }

    [Test]
    public void Open_WhenCredentialsAreAPath_ThePathIsNoSecret()
    {
        var path = _fixture.Folder.Combine("missing key.json");

        Assert.That(() => _fixture.SignIn(path), Throws.TypeOf<DistributionException>());

        Assert.That(_fixture.Redactor.Redact(path), Is.EqualTo(path));
    }

    private GoogleSignIn Prepare(string kind)
    {
        var (google, provider) = (_fixture.Server.Google, _fixture.Server.Google.Providers[Provider]);
        switch (kind)
        {
            case "key disabled":
                google.Play.IsKeyDisabled = true;
                return _fixture.SignIn(_fixture.KeyFile);
            case "key of another":
                return _fixture.SignIn(_fixture.KeyFile.Replace(FakeServiceAccount.KeyId, "another", StringComparison.Ordinal));
            case "account deleted":
                return _fixture.SignIn(_fixture.KeyFile.Replace(FakeGoogleIdentity.Account, "gone@acme-play.iam.gserviceaccount.com", StringComparison.Ordinal));
            case "account disabled":
                google.Play.IsDisabled = true;
                return _fixture.SignIn(_fixture.KeyFile);
            case "scope":
                return _fixture.SignIn(_fixture.KeyFile, "https://www.googleapis.com/auth/nothing");
            case "signed out":
                google.HasPersonSignedOut = true;
                return _fixture.SignIn(IdentityFixture.AuthorizedUser().ToJsonString());
            case "person's scope":
                google.PersonsScopes = "https://www.googleapis.com/auth/cloud-platform";
                return _fixture.SignIn(IdentityFixture.AuthorizedUser().ToJsonString());
            case "client":
                return _fixture.SignIn(IdentityFixture.AuthorizedUser().ToJsonString().Replace(FakeGoogleIdentity.ClientSecret, "MARKED-another-secret", StringComparison.Ordinal));
            case "provider":
                return _fixture.OnGitHub(FakeGoogleIdentity.Provider + "2");
            case "audience":
                provider.AllowedAudience = "api://somebody";
                return _fixture.OnGitHub();
            case "issuer":
                provider.Issuer = FakeCiIssuers.AzureIssuer;
                return _fixture.OnGitHub();
            case "condition":
                provider.Condition = subject => subject.StartsWith("repo:acme/other:", StringComparison.Ordinal);
                return _fixture.OnGitHub();
            case "impersonation":
                google.Play.Impersonators.Clear();
                return _fixture.OnGitHub();
            case "impersonated account missing":
                return _fixture.OnGitHub(account: "gone@acme-play.iam.gserviceaccount.com");
            case "impersonated account disabled":
                google.Play.IsDisabled = true;
                return _fixture.OnGitHub();
            case "interface":
                google.IsIamEnabled = false;
                return _fixture.OnGitHub();
            case "permission":
                _fixture.GitHubEnvironment.Remove("ACTIONS_ID_TOKEN_REQUEST_TOKEN");
                return _fixture.OnGitHub();
            case "job ended":
                _fixture.GitHubEnvironment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "MARKED-old-word";
                return _fixture.OnGitHub();
            case "azure job token":
                _fixture.Server.Fail("/oidctoken", new FakeIdentityFault.Refuse(new FakeIdentityAnswer(401)), times: 9);
                return _fixture.OnAzure(FakeCiIssuers.Connection);
            case "azure connection":
                return _fixture.OnAzure("00000000-0000-4000-8000-000000000001");
            case "rate":
                _fixture.Server.Fail(":generateAccessToken", new FakeIdentityFault.Refuse(FakeIdentityAnswer.Google(429, "RESOURCE_EXHAUSTED", "Quota exceeded")), times: 99);
                return _fixture.OnGitHub();
            case "down":
                _fixture.Server.Fail("/v1/token", new FakeIdentityFault.GatewayAfter(), times: 99);
                return _fixture.OnGitHub();
            default:
                _fixture.Server.Fail("/v1/token", new FakeIdentityFault.Refuse(FakeIdentityAnswer.OAuth(400, "brand_new", "Nobody knows this yet.")), times: 99);
                return _fixture.OnGitHub();
        }
    }

    private string KeyLine() => _fixture.Server.Google.Play.Key.ExportPkcs8PrivateKeyPem().Split('\n')[3];

    private void AssertThatAddressesHoldNoSecret() =>
        Assert.That(_fixture.Server.Requests.Select(request => request.Path + request.Query), Has.None.Contains("MARKED").And.None.Contains("eyJ"));

    private void AssertThatAllSecretsAreMasked()
    {
        foreach (var secret in _fixture.Server.Google.Issued.Keys.Concat(_fixture.Server.Issuers.Issued.Keys).Where(token => _fixture.Server.Requests.Any(request => request.Body.Contains(token, StringComparison.Ordinal) || string.Equals(request.Bearer, token, StringComparison.Ordinal))))
        {
            Assert.That(_fixture.Redactor.Redact($"Bearer {secret}"), Is.EqualTo("Bearer " + Redactor.Mask));
        }
    }
}
