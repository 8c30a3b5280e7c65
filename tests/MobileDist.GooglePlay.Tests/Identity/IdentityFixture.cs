using System.Text.Json.Nodes;
using MobileDist.AzureDevOps;
using MobileDist.GitHub;
using MobileDist.Testing;
using MobileDist.Testing.GooglePlay.Identity;

namespace MobileDist.GooglePlay.Tests;

/// <summary>The fake services over the network, a client of them, and a clock that both share.</summary>
internal sealed class IdentityFixture : IAsyncDisposable
{
    private readonly List<IDisposable> _owned = [];

    private IdentityFixture(VirtualTime time, FakeIdentityServer server)
    {
        Time = time;
        Server = server;
        Addresses = new GoogleAddresses
        {
            Token = new Uri(server.TokenAddress),
            SecurityTokens = new Uri(server.Address + "/v1/token"),
            IamCredentials = new Uri(server.Address + "/"),
            CloudIdentity = new Uri(server.Address),
        };
        server.Google.Play.Impersonators.UnionWith([FakeCiIssuers.GitHubSubject, FakeCiIssuers.AzureSubject, FakeCiIssuers.AzurePipelineSubject, FakeGoogleIdentity.Person]);
    }

    public VirtualTime Time { get; }

    public FakeIdentityServer Server { get; }

    public GoogleAddresses Addresses { get; }

    public Redactor Redactor { get; } = new();

    public TestFolder Folder { get; } = new();

    public SocketsHttpHandler Handler { get; } = new() { AllowAutoRedirect = false };

    public string KeyFile => Server.Google.Play.KeyFile(Server.TokenAddress);

    public Dictionary<string, string> GitHubEnvironment { get; private set; } = [];

    public static async Task<IdentityFixture> StartAsync()
    {
        var time = new VirtualTime();
        var fixture = new IdentityFixture(time, await FakeIdentityServer.StartAsync(time));
        fixture.GitHubEnvironment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GITHUB_ACTIONS"] = "true",
            ["ACTIONS_ID_TOKEN_REQUEST_URL"] = $"{fixture.Server.Address}{FakeCiIssuers.GitHubPath}?api-version=2.0",
            ["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = FakeCiIssuers.GitHubWord,
        };
        return fixture;
    }

    public GoogleSignIn SignIn(string? credentials, params string[] scopes) => SignIn(Options(credentials, scopes));

    public GoogleSignIn SignIn(GoogleSignInOptions options)
    {
        var made = GoogleSignIn.Open(options, Handler, Time, () => 0.5);
        _owned.Add(made);
        return made;
    }

    public GoogleSignInOptions Options(string? credentials, params string[] scopes) => new()
    {
        Credentials = credentials is null ? null : new Secret(credentials),
        Scopes = scopes.Length == 0 ? [GoogleScopes.AndroidPublisher] : [.. scopes],
        Addresses = Addresses,
        Redactor = Redactor,
    };

    public GoogleSignIn OnGitHub(string provider = FakeGoogleIdentity.Provider, string account = FakeGoogleIdentity.Account) => SignIn(Options(null) with
    {
        WorkloadIdentity = WorkloadIdentity.Parse(provider, account),
        IdentityToken = new GitHubIdentityTokens(GitHubEnvironment, isFork: false, Handler, Time, () => 0.5, Redactor).GetAsync,
    });

    public GoogleSignIn OnAzure(string? connection)
    {
        var provider = Server.Google.Providers["//iam.googleapis.com/" + FakeGoogleIdentity.Provider];
        provider.Issuer = FakeCiIssuers.AzureIssuer;
        provider.AllowedAudience = FakeCiIssuers.AzureAudience;
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TF_BUILD"] = "True",
            ["SYSTEM_OIDCREQUESTURI"] = Server.Address + FakeCiIssuers.AzurePath,
            ["SYSTEM_ACCESSTOKEN"] = FakeCiIssuers.AzureWord,
        };
        var platform = new AzureDevOpsPlatform(environment, TextWriter.Null, Redactor);
        return SignIn(Options(null) with
        {
            WorkloadIdentity = WorkloadIdentity.Parse(FakeGoogleIdentity.Provider, FakeGoogleIdentity.Account),
            IdentityToken = new AzureIdentityTokens(environment, platform, connection, Handler, Time, () => 0.5, Redactor).GetAsync,
        });
    }

    /// <summary>As google-github-actions/auth writes it; what is null stays as it writes it.</summary>
    public string ExternalAccount(JsonObject? source = null, bool impersonates = true)
    {
        var file = new JsonObject
        {
            ["universe_domain"] = "googleapis.com",
            ["type"] = "external_account",
            ["audience"] = "//iam.googleapis.com/" + FakeGoogleIdentity.Provider,
            ["subject_token_type"] = "urn:ietf:params:oauth:token-type:jwt",
            ["token_url"] = Server.Address + "/v1/token",
            ["credential_source"] = source ?? new JsonObject
            {
                ["url"] = $"{GitHubEnvironment["ACTIONS_ID_TOKEN_REQUEST_URL"]}&audience={Uri.EscapeDataString("https://iam.googleapis.com/" + FakeGoogleIdentity.Provider)}",
                ["headers"] = new JsonObject { ["Authorization"] = "Bearer " + FakeCiIssuers.GitHubWord },
                ["format"] = new JsonObject { ["type"] = "json", ["subject_token_field_name"] = "value" },
            },
        };
        if (impersonates)
        {
            file["service_account_impersonation_url"] = $"{Server.Address}/v1/projects/-/serviceAccounts/{FakeGoogleIdentity.Account}:generateAccessToken";
        }

        return file.ToJsonString();
    }

    public static JsonObject AuthorizedUser() => new()
    {
        ["type"] = "authorized_user",
        ["client_id"] = FakeGoogleIdentity.ClientId,
        ["client_secret"] = FakeGoogleIdentity.ClientSecret,
        ["refresh_token"] = FakeGoogleIdentity.RefreshToken,
        ["quota_project_id"] = "acme-play",
    };

    /// <summary>Whose token it is, as Google sees it.</summary>
    public FakeAccessToken? Owner(Secret token) => Server.Google.Judge(token.Reveal());

    public async ValueTask DisposeAsync()
    {
        _owned.ForEach(owned => owned.Dispose());
        Handler.Dispose();
        Folder.Dispose();
        await Server.DisposeAsync();
    }
}
