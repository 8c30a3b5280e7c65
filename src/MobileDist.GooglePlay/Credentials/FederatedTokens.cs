namespace MobileDist.GooglePlay;

/// <summary>
/// Exchanges an identity token of somebody whom a workload identity pool believes for one of Google's (RFC 8693;
/// https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token). The token is good for one thing only: to
/// impersonate a service account.
/// </summary>
/// <param name="address">The Security Token Service.</param>
/// <param name="audience">The provider.</param>
/// <param name="subjectTokenType">What the identity token is.</param>
/// <param name="subjectToken">Gives the identity token; it must be fresh, so it is asked each time.</param>
/// <param name="handler">Carries the request.</param>
/// <param name="redactor">Hears of the token, which the caller never sees.</param>
internal sealed class FederatedTokens(
    Uri address, string audience, string subjectTokenType, Func<CancellationToken, Task<Secret>> subjectToken, HttpMessageHandler handler, Redactor? redactor) : ITokenSource
{
    public const string JwtType = "urn:ietf:params:oauth:token-type:jwt";

    private readonly TokenEndpoint _endpoint = new(handler);

    public async Task<TokenOutcome> RequestAsync(CancellationToken cancellationToken)
    {
        var subject = await subjectToken(cancellationToken);
        redactor?.Register(subject);
        var reply = await _endpoint.PostFormAsync(
            address,
            [
                new("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
                new("requested_token_type", "urn:ietf:params:oauth:token-type:access_token"),
                new("audience", audience),
                new("scope", GoogleScopes.CloudPlatform),
                new("subject_token_type", subjectTokenType),
                new("subject_token", subject.Reveal()),
            ],
            cancellationToken);
        return reply.Failure is { } failure ? new TokenOutcome.Failed(CredentialFaults.ExchangeIdentity(audience), failure) : TokenAnswer.Read(CredentialFaults.ExchangeIdentity(audience), reply.Body);
    }

    public void Dispose() => _endpoint.Dispose();
}
