using System.Text;
using System.Text.Json.Nodes;

namespace MobileDist.Testing.GooglePlay.Identity;

/// <summary>
/// The services of GitHub Actions and Azure Pipelines that say who a job is: GitHub's by GET for an audience, Azure's by POST
/// for a service connection, each with the token of the job.
/// </summary>
public sealed class FakeCiIssuers(FakeIdentityState state)
{
    public const string GitHubIssuer = "https://token.actions.githubusercontent.com";
    public const string GitHubSubject = "repo:acme/shop:pull_request";
    public const string GitHubPath = "/github/hubs/Actions/plans/858d4431/jobs/e07742bd/idtoken";
    public const string GitHubWord = "MARKED-github-request-token";
    public const string AzureIssuer = "https://vstoken.dev.azure.com/6f9c1bd4-6f0a-4a5e-9a3e-2f1f5f8b7c01";
    public const string AzureSubject = "sc://acme/Shop Apps/play";
    public const string AzurePipelineSubject = "p://acme/Shop Apps/shop-ci";
    public const string AzureAudience = "api://AzureADTokenExchange";
    public const string AzurePath = "/azure/6f9c1bd4/_apis/distributedtask/hubs/build/plans/1d2e/jobs/12f1/oidctoken";
    public const string AzureWord = "MARKED-azure-job-token";
    public const string Connection = "4d3c2b1a-0000-4000-8000-00000000beef";

    /// <summary>The identity tokens made so far.</summary>
    public Dictionary<string, FakeIdentityToken> Issued { get; } = new(StringComparer.Ordinal);

    /// <summary>Null for paths of others.</summary>
    public FakeIdentityAnswer? Answer(FakeIdentityRequest request) => (request.Method, request.Path) switch
    {
        ("GET", GitHubPath) => GitHub(request),
        ("POST", AzurePath) => Azure(request),
        _ => null,
    };

    private FakeIdentityAnswer GitHub(FakeIdentityRequest request)
    {
        state.Expect(request.Parameters.Keys.All(name => name is "api-version" or "audience"), $"GitHub knows no such parameters: {request.Query}");
        if (!string.Equals(request.Bearer, GitHubWord, StringComparison.Ordinal))
        {
            return new FakeIdentityAnswer(401, """{"$id":"1","message":"Unauthorized","typeName":"GitHub.Services.WebApi.VssUnauthorizedException"}""");
        }

        // Without an audience GitHub takes the owner's address.
        var token = Make(GitHubIssuer, GitHubSubject, request.Parameters.GetValueOrDefault("audience") ?? "https://github.com/acme", TimeSpan.FromMinutes(5));
        return FakeIdentityAnswer.Of(new JsonObject { ["count"] = token.Length, ["value"] = token });
    }

    private FakeIdentityAnswer Azure(FakeIdentityRequest request)
    {
        state.Expect(request.IsJson, "Azure asks for JSON");
        state.Expect(request.Parameters.GetValueOrDefault("api-version") is "7.1", "Azure asks for a version");
        state.Expect(request.Parameters.Keys.All(name => name is "api-version" or "serviceConnectionId"), $"Azure knows no such parameters: {request.Query}");
        if (!string.Equals(request.Bearer, AzureWord, StringComparison.Ordinal))
        {
            return request.Headers.ContainsKey("X-TFS-FedAuthRedirect")
                ? new FakeIdentityAnswer(401, "", "text/html")
                : new FakeIdentityAnswer(302, "", "text/html").With("Location", "https://spsprodweu1.vssps.visualstudio.com/_signin");
        }

        var connection = request.Parameters.GetValueOrDefault("serviceConnectionId");
        if (connection is not (null or Connection))
        {
            return new FakeIdentityAnswer(404, $$"""{"$id":"1","message":"The service connection {{connection}} does not exist or has been disabled, or hasn't been authorized for use.","typeKey":"ServiceEndpointException"}""");
        }

        return FakeIdentityAnswer.Of(new JsonObject { ["oidcToken"] = Make(AzureIssuer, connection is null ? AzurePipelineSubject : AzureSubject, AzureAudience, TimeSpan.FromMinutes(10)) });
    }

    private string Make(string issuer, string subject, string audience, TimeSpan life)
    {
        var now = state.Now;
        var claims = new JsonObject
        {
            ["iss"] = issuer, ["sub"] = subject, ["aud"] = audience, ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = (now + life).ToUnixTimeSeconds(), ["jti"] = $"MARKED-{Issued.Count}",
        };
        var token = $"{Part("""{"alg":"RS256","typ":"JWT","kid":"1"}""")}.{Part(claims.ToJsonString())}.MARKED-signature-{Issued.Count}";
        Issued[token] = new FakeIdentityToken(issuer, subject, audience, now, now + life);
        return token;
    }

    private static string Part(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
