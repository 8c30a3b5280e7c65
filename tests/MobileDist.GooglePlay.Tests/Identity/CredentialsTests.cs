using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MobileDist.Testing.GooglePlay.Identity;

namespace MobileDist.GooglePlay.Tests;

public sealed class CredentialsTests
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

    [TestCase("json")]
    [TestCase("base64")]
    [TestCase("base64 with breaks")]
    [TestCase("base64url")]
    [TestCase("path")]
    [TestCase("path of base64")]
    [TestCase("byte order mark")]
    public async Task GetAsync_WhenKeyIsGivenInAnyForm_SignsIn(string form)
    {
        var json = _fixture.KeyFile;
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(json));
        var given = form switch
        {
            "json" => json,
            "base64" => base64,
            "base64 with breaks" => Convert.ToBase64String(Encoding.UTF8.GetBytes(json), Base64FormattingOptions.InsertLineBreaks),
            "base64url" => base64.Replace('+', '-').Replace('/', '_').TrimEnd('='),
            "path" => _fixture.Folder.Write("key.json", json),
            "path of base64" => _fixture.Folder.Write("key.b64", base64),
            _ => "\uFEFF" + json + "\n",
        };

        var token = await _fixture.SignIn(given).GetAsync(renew: false, default);

        Assert.That(_fixture.Owner(token)?.Principal, Is.EqualTo(FakeGoogleIdentity.Account));
        Assert.That(_fixture.Owner(token)?.Scopes, Is.EqualTo(new[] { GoogleScopes.AndroidPublisher }));
    }

    [TestCase("\\n", "\n")]
    [TestCase("\\n", "\r\n")]
    [TestCase("\\n", "\\\\n")]
    [TestCase("\\n", " ")]
    [TestCase("\\n", "")]
    [TestCase("\\n", "\\r\\n")]
    public async Task GetAsync_WhenBreaksOfTheKeyAreDamaged_SignsIn(string whole, string damaged)
    {
        var file = _fixture.KeyFile;
        var from = file.IndexOf("-----BEGIN", StringComparison.Ordinal);
        var to = file.IndexOf("-----END", StringComparison.Ordinal);
        var broken = file[..from] + file[from..to].Replace(whole, damaged, StringComparison.Ordinal) + file[to..];

        var token = await _fixture.SignIn(broken).GetAsync(renew: false, default);

        Assert.That(_fixture.Owner(token), Is.Not.Null);
    }

    [TestCase("", "empty")]
    [TestCase("  ", "empty")]
    [TestCase("/no/such/key.json", "'/no/such/key.json'")]
    [TestCase("hunter2hunter2", "neither JSON")]
    [TestCase("""{"installed":{"client_id":"x","client_secret":"y"}}""", "OAuth client")]
    [TestCase("""{"web":{"client_id":"x"}}""", "OAuth client")]
    [TestCase("""{"project_info":{"project_number":"1"},"client":[]}""", "google-services.json")]
    [TestCase("-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----", "bare text of a key")]
    [TestCase("""{"type":"external_account_authorized_user"}""", "'external_account_authorized_user'")]
    [TestCase("""{"client_email":"a@b"}""", "'type'")]
    [TestCase("""{"type":"service_account","private_key":"x"}""", "'client_email'")]
    [TestCase("""{"type":"service_account","client_email":"a@b.iam.gserviceaccount.com","private_key":"-----BEGIN PRIVATE KEY-----\nAAAA"}""", "may be cut")]
    [TestCase("""{"type":"service_account","client_email":"a@b.iam.gserviceaccount.com","private_key":"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"}""", "no RSA private key")]
    [TestCase("""{"type":"service_account","client_email":"a@b.iam.gserviceaccount.com","private_key":"-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----"}""", "'ENCRYPTED PRIVATE KEY'")]
    [TestCase("""{"type":"service_account",""", "damaged in line 1")]
    [TestCase("""{"type":"external_account","audience":"a","service_account_impersonation_url":"https://x.example/y:z","credential_source":{"executable":{"command":"/bin/x"}}}""", "No program is started")]
    [TestCase("""{"type":"external_account","audience":"a","service_account_impersonation_url":"https://x.example/y:z","credential_source":{"environment_id":"aws1","url":"https://x.example"}}""", "neither a file nor an address")]
    [TestCase("""{"type":"external_account","audience":"a","service_account_impersonation_url":"http://evil.example/y:z","credential_source":{"file":"t"}}""", "'http://evil.example/y:z'")]
    [TestCase("""{"type":"external_account","audience":"a","service_account_impersonation_url":"https://x.example/y:z","credential_source":{"url":"http://169.254.169.254/t"}}""", "'http://169.254.169.254/t'")]
    [TestCase("""{"type":"\ud800"}""", "'type'")]
    [TestCase("""{"type":"impersonated_service_account","service_account_impersonation_url":"https://x.example/y:z","source_credentials":{"type":"impersonated_service_account"}}""", "does not know")]
    public void Open_WhenItIsSomethingElse_SaysWhat(string given, string expected)
    {
        var options = _fixture.Options(given) with { CredentialsSource = "GOOGLE_PLAY_CREDENTIALS" };
        var error = given.Trim().Length == 0
            ? Assert.Throws<DistributionException>(() => CredentialText.Read(new Secret(given), "GOOGLE_PLAY_CREDENTIALS"))
            : Assert.Throws<DistributionException>(() => _fixture.SignIn(options));

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(error.Message, Does.Contain(expected));
        Assert.That(error.Faults[0].Remedy, Is.Not.Empty);
        Assert.That(error.Message, Does.Not.Contain("hunter2"));
    }

    [Test]
    public void Open_WhenKeyIsNoRsaKey_SaysSo()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var file = JsonNode.Parse(_fixture.KeyFile)!.AsObject();
        file["private_key"] = key.ExportPkcs8PrivateKeyPem();

        var error = Assert.Throws<DistributionException>(() => _fixture.SignIn(file.ToJsonString()));

        Assert.That(error!.Message, Does.Contain("no RSA private key"));
    }

    [Test]
    public void Open_WhenImpersonationIsMissing_SaysThatPlayNeedsIt()
    {
        var error = Assert.Throws<DistributionException>(() => _fixture.SignIn(_fixture.ExternalAccount(impersonates: false)));

        Assert.That(error!.Message, Does.Contain("service_account_impersonation_url"));
        Assert.That(error.Faults[0].Remedy, Does.Contain("'service_account'"));
    }

    [Test]
    public void Open_WhenThereIsNothing_NamesTheWays()
    {
        var error = Assert.Throws<DistributionException>(() => _fixture.SignIn(credentials: null));

        Assert.That(error!.Faults[0].Remedy, Does.Contain("GOOGLE_PLAY_CREDENTIALS").And.Contain("workload identity").And.Contain("forks"));
    }

    [Test]
    public void Open_WhenThereAreTwoKinds_AsksForOne()
    {
        var options = _fixture.Options(_fixture.KeyFile) with { WorkloadIdentity = WorkloadIdentity.Parse(FakeGoogleIdentity.Provider, FakeGoogleIdentity.Account) };

        Assert.That(() => _fixture.SignIn(options), Throws.TypeOf<DistributionException>().With.Message.Contains("Both"));
    }

    [TestCase("GOOGLE_APPLICATION_CREDENTIALS")]
    [TestCase("CLOUDSDK_CONFIG")]
    [TestCase("HOME")]
    public async Task GetAsync_WhenOnlyGcloudLeftCredentials_TakesThem(string variable)
    {
        if (OperatingSystem.IsWindows() && variable is "HOME")
        {
            variable = "APPDATA";
        }

        var name = variable switch
        {
            "GOOGLE_APPLICATION_CREDENTIALS" => "some.json",
            "HOME" => Path.Combine(".config", "gcloud", "application_default_credentials.json"),
            "APPDATA" => Path.Combine("gcloud", "application_default_credentials.json"),
            _ => "application_default_credentials.json",
        };
        var path = _fixture.Folder.Write(name, IdentityFixture.AuthorizedUser().ToJsonString());
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { [variable] = variable is "GOOGLE_APPLICATION_CREDENTIALS" ? path : _fixture.Folder.FullPath };

        var token = await _fixture.SignIn(_fixture.Options(null) with { Environment = environment }).GetAsync(renew: false, default);

        Assert.That(_fixture.Owner(token)?.Principal, Is.EqualTo(FakeGoogleIdentity.Person));
    }

    [Test]
    public void Open_WhenDefaultFileIsMissing_NamesVariableAndPath()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["GOOGLE_APPLICATION_CREDENTIALS"] = _fixture.Folder.Combine("gone.json") };

        Assert.That(
            () => _fixture.SignIn(_fixture.Options(null) with { Environment = environment }),
            Throws.TypeOf<DistributionException>().With.Message.Contains("GOOGLE_APPLICATION_CREDENTIALS").And.Message.Contains("gone.json"));
    }

    [Test]
    public async Task GetAsync_WhenPersonImpersonates_IsTheAccountsToken()
    {
        var file = new JsonObject
        {
            ["type"] = "impersonated_service_account",
            ["service_account_impersonation_url"] = $"{_fixture.Server.Address}/v1/projects/-/serviceAccounts/{FakeGoogleIdentity.Account}:generateAccessToken",
            ["delegates"] = new JsonArray(),
            ["source_credentials"] = IdentityFixture.AuthorizedUser(),
        };

        var token = await _fixture.SignIn(file.ToJsonString()).GetAsync(renew: false, default);

        Assert.That(_fixture.Owner(token)?.Principal, Is.EqualTo(FakeGoogleIdentity.Account));
    }

    [TestCase("projects/acme-play/locations/global/workloadIdentityPools/ci/providers/main", "project's number")]
    [TestCase("projects/1/locations/global/workloadIdentityPools/ci", "providers/PROVIDER")]
    [TestCase("main", "providers/PROVIDER")]
    public void Parse_WhenProviderHasAnotherForm_ShowsTheRightOne(string provider, string expected)
    {
        var error = Assert.Throws<DistributionException>(() => WorkloadIdentity.Parse(provider, FakeGoogleIdentity.Account));

        Assert.That(error!.Faults[0].Remedy, Does.Contain(expected));
    }

    [TestCase("//iam.googleapis.com/")]
    [TestCase("https://iam.googleapis.com/")]
    [TestCase("")]
    public void Parse_WhenProviderIsWrittenInFull_KeepsItsName(string prefix) =>
        Assert.That(WorkloadIdentity.Parse(prefix + FakeGoogleIdentity.Provider, FakeGoogleIdentity.Account).Provider, Is.EqualTo(FakeGoogleIdentity.Provider));

    [TestCase(null, "mail addresses only")]
    [TestCase(" ", "mail addresses only")]
    [TestCase("ada@acme.example", "'ada@acme.example'")]
    public void Parse_WhenAccountIsNone_SaysWhy(string? account, string expected) =>
        Assert.That(() => WorkloadIdentity.Parse(FakeGoogleIdentity.Provider, account), Throws.TypeOf<DistributionException>().With.Message.Contains(expected));

    [TestCase("http://sts.example.com/v1/token", "'http://sts.example.com/v1/token'")]
    [TestCase("https://user:word@sts.example.com/", "'***@sts.example.com/'")]
    [TestCase("sts", "'sts'")]
    public void From_WhenAddressIsNotTrusted_NamesItsVariable(string value, string shown)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { [GoogleAddresses.SecurityTokensVariable] = value };

        var error = Assert.Throws<DistributionException>(() => GoogleAddresses.From(environment));

        Assert.That(error!.Message, Does.Contain(GoogleAddresses.SecurityTokensVariable).And.Contain(shown).And.Not.Contain("word"));
    }

    [Test]
    public void From_WhenVariablesAreSet_TakesThem()
    {
        var addresses = GoogleAddresses.From(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["MOBILEDIST_GOOGLE_TOKEN_URL"] = "https://token.example.com/t",
            ["MOBILEDIST_CLOUD_IDENTITY_URL"] = "http://localhost:5000",
            ["MOBILEDIST_GOOGLE_STS_URL"] = " ",
        });

        Assert.That(addresses.Token, Is.EqualTo(new Uri("https://token.example.com/t")));
        Assert.That(addresses.CloudIdentity, Is.EqualTo(new Uri("http://localhost:5000")));
        Assert.That(addresses.SecurityTokens, Is.Null);
    }

    [Test]
    public void Read_WhenFileIsMutated_LetsOutOurErrorsOnly()
    {
        var random = new Random(6);
        string[] files = [_fixture.KeyFile, _fixture.ExternalAccount(), IdentityFixture.AuthorizedUser().ToJsonString(), """{"type":"external_account","credential_source":{"file":"x","format":{"type":"json"}}}"""];
        var refused = 0;
        for (var round = 0; round < 4_000; round++)
        {
            var text = files[round % files.Length].ToCharArray();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                text[random.Next(text.Length)] = (char)random.Next(0, random.Next(2) == 0 ? 128 : 0x10000);
            }

            var mutated = new string(text, 0, random.Next(8) == 0 ? random.Next(text.Length) : text.Length);
            try
            {
                var read = new CredentialReader("KEY", new GoogleAddresses()).Read(mutated);
                if (read is CredentialFile.ServiceAccount account)
                {
                    PrivateKeyText.Read(account.PrivateKey, "KEY").Dispose();
                }
            }
            catch (DistributionException)
            {
                refused++;
            }
        }

        Assert.That(refused, Is.GreaterThan(1_000));
    }
}
