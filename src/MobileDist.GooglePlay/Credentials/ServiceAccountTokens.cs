using System.Collections.Immutable;
using System.Security.Cryptography;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;
using Google.Apis.Http;

namespace MobileDist.GooglePlay;

/// <summary>
/// Tokens of a service account whose key we have. Google's library signs the assertion and exchanges it; when it asks is
/// ours to say, as its own waits know no other clock than the system's.
/// </summary>
internal sealed class ServiceAccountTokens : ITokenSource
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(30);

    private readonly string _task;
    private readonly GoogleClock _clock;
    private readonly RSA _key;
    private readonly ServiceAccountCredential _credential;

    /// <exception cref="DistributionException">The key is none.</exception>
    public ServiceAccountTokens(CredentialFile.ServiceAccount account, string source, ImmutableArray<string> scopes, HttpMessageHandler handler, TimeProvider time)
    {
        _task = CredentialFaults.SignIn(account.Email);
        _clock = new GoogleClock(time);
        _key = PrivateKeyText.Read(account.PrivateKey, source);
        _credential = new ServiceAccountCredential(new ServiceAccountCredential.Initializer(account.Email, account.TokenAddress.AbsoluteUri)
        {
            Key = _key,
            KeyId = account.KeyId,
            Scopes = scopes,
            Clock = _clock,
            HttpClientFactory = new GoogleHttpClients(handler, _clock),
            DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
        });
    }

    public async Task<TokenOutcome> RequestAsync(CancellationToken cancellationToken)
    {
        var outcome = await TryAsync(cancellationToken);
        return outcome is TokenOutcome.Failed { Failure.Kind: TokenFailureKind.ClockSkew } && _clock.Adjust() ? await TryAsync(cancellationToken) : outcome;
    }

    public void Dispose()
    {
        _credential.HttpClient.Dispose();
        _key.Dispose();
    }

    private async Task<TokenOutcome> TryAsync(CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(LongestCall);
        try
        {
            await _credential.RequestAccessTokenAsync(limited.Token);
            return _credential.Token is { } token && TokenAnswer.IsToken(token.AccessToken)
                ? new TokenOutcome.Granted(new Secret(token.AccessToken), TimeSpan.FromSeconds(Math.Clamp(token.ExpiresInSeconds ?? 300, 0, 43_200)))
                : new TokenOutcome.Failed(_task, TokenFailure.Unreached("The answer holds no token."));
        }
        catch (TokenRefusedException refused)
        {
            return new TokenOutcome.Failed(_task, refused.Failure);
        }
        catch (TokenResponseException)
        {
            return new TokenOutcome.Failed(_task, TokenFailure.Unreached("The answer cannot be read."));
        }
        catch (Exception error) when (ServiceConnection.IsCut(error, cancellationToken))
        {
            return new TokenOutcome.Failed(_task, TokenFailure.Unreached(error.Message));
        }
    }
}
