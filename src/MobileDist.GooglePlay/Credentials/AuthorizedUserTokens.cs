using System.Collections.Immutable;

namespace MobileDist.GooglePlay;

/// <summary>Tokens of a person who has signed in before (RFC 6749, section 6). What they may be for was settled then.</summary>
internal sealed class AuthorizedUserTokens(CredentialFile.AuthorizedUser user, ImmutableArray<string> scopes, HttpMessageHandler handler) : ITokenSource
{
    private readonly TokenEndpoint _endpoint = new(handler);

    public async Task<TokenOutcome> RequestAsync(CancellationToken cancellationToken)
    {
        var reply = await _endpoint.PostFormAsync(
            user.TokenAddress,
            [
                new("grant_type", "refresh_token"),
                new("client_id", user.ClientId),
                new("client_secret", user.ClientSecret.Reveal()),
                new("refresh_token", user.RefreshToken.Reveal()),
            ],
            cancellationToken);
        if (reply.Failure is { } failure)
        {
            return new TokenOutcome.Failed(CredentialFaults.SignInPerson, failure);
        }

        return TokenAnswer.Scopes(reply.Body) is { } granted && scopes.FirstOrDefault(scope => !granted.Contains(scope, StringComparer.Ordinal)) is { } missing
            ? new TokenOutcome.Failed(CredentialFaults.SignInPerson, new TokenFailure(TokenFailureKind.UserScopeMissing, missing))
            : TokenAnswer.Read(CredentialFaults.SignInPerson, reply.Body);
    }

    public void Dispose() => _endpoint.Dispose();
}
