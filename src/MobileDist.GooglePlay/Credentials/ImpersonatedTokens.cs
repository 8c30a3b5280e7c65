using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace MobileDist.GooglePlay;

/// <summary>
/// Tokens of a service account for somebody who may act as it
/// (https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken).
/// </summary>
/// <param name="source">Tokens of that somebody.</param>
/// <param name="address">The account's <c>:generateAccessToken</c>.</param>
/// <param name="delegates">Accounts in between.</param>
/// <param name="scopes">What the token is for.</param>
/// <param name="handler">Carries the request.</param>
/// <param name="time">Says for how long the token is still good.</param>
/// <param name="redactor">Hears of the token in between, which the caller never sees.</param>
internal sealed class ImpersonatedTokens(
    ITokenSource source, Uri address, ImmutableArray<string> delegates, ImmutableArray<string> scopes, HttpMessageHandler handler, TimeProvider time, Redactor? redactor) : ITokenSource
{
    private readonly TokenEndpoint _endpoint = new(handler);

    public async Task<TokenOutcome> RequestAsync(CancellationToken cancellationToken)
    {
        var first = await source.RequestAsync(cancellationToken);
        if (first is not TokenOutcome.Granted own)
        {
            return first;
        }

        redactor?.Register(own.Token);
        var body = new JsonObject { ["scope"] = new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))]), ["lifetime"] = "3600s" };
        if (!delegates.IsEmpty)
        {
            body["delegates"] = new JsonArray([.. delegates.Select(account => JsonValue.Create(account))]);
        }

        var task = CredentialFaults.Impersonate(AccountOf(address));
        var reply = await _endpoint.PostJsonAsync(address, body.ToJsonString(), own.Token, cancellationToken);
        return reply.Failure is { } failure ? new TokenOutcome.Failed(task, failure) : TokenAnswer.ReadImpersonated(task, reply.Body, time.GetUtcNow());
    }

    public void Dispose()
    {
        source.Dispose();
        _endpoint.Dispose();
    }

    private static string AccountOf(Uri address) => Uri.UnescapeDataString(address.Segments[^1].Split(':')[0]);
}
