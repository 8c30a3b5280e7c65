using System.IdentityModel.Tokens.Jwt;
using Microsoft.IdentityModel.Tokens;

namespace MobileDist.AppStoreConnect;

/// <summary>
/// Tokens with a short life, made anew before the old one ends, however long a run waits. Apple takes at most 20 minutes
/// and refuses a token from the future, so each is dated back a minute. Thread-safe.
/// </summary>
internal sealed class TokenSource(AppStoreConnectKey key, string audience, TimeProvider time, Redactor? redactor)
{
    private static readonly TimeSpan BackDated = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LeastLeft = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan ToleratedSkew = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private Secret? _token;
    private DateTimeOffset _expires;
    private TimeSpan _skew;

    public Secret Current()
    {
        lock (_gate)
        {
            if (_token is null || _expires - time.GetUtcNow() < LeastLeft)
            {
                _token = Mint();
                redactor?.Register(_token);
            }

            return _token;
        }
    }

    /// <summary>A token was refused: the next is a new one, by the server's clock where ours is another.</summary>
    public void Renew(DateTimeOffset? serverTime)
    {
        lock (_gate)
        {
            _token = null;
            if (serverTime is { } server)
            {
                var skew = server - time.GetUtcNow();
                _skew = skew.Duration() > ToleratedSkew ? skew : TimeSpan.Zero;
            }
        }
    }

    private Secret Mint()
    {
        var now = time.GetUtcNow();
        var theirs = now + _skew;
        _expires = now + Life;
        var payload = new JwtPayload();
        if (key.IssuerId is { } issuer)
        {
            payload.Add(JwtRegisteredClaimNames.Iss, issuer);
        }
        else
        {
            payload.Add(JwtRegisteredClaimNames.Sub, "user");
        }

        payload.Add(JwtRegisteredClaimNames.Iat, (theirs - BackDated).ToUnixTimeSeconds());
        payload.Add(JwtRegisteredClaimNames.Exp, (theirs + Life).ToUnixTimeSeconds());
        payload.Add(JwtRegisteredClaimNames.Aud, audience);

        // The package's own cache of signers would outlive the key.
        var securityKey = new ECDsaSecurityKey(key.PrivateKey) { KeyId = key.KeyId, CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        var header = new JwtHeader(new SigningCredentials(securityKey, SecurityAlgorithms.EcdsaSha256));
        return new Secret(new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(header, payload)));
    }
}
