namespace MobileDist.GooglePlay;

/// <summary>
/// Signs in at Google by what there is: a credentials file that was given, workload identity without any key, or the
/// credentials that Google's own tools find. What is renewed, repeated and masked is the same for all.
/// </summary>
public sealed class GoogleSignIn : IAccessTokens, IDisposable
{
    private readonly AccessTokens _tokens;

    private GoogleSignIn(AccessTokens tokens, string description)
    {
        _tokens = tokens;
        Description = description;
    }

    /// <summary>Who signs in and by what, for the log; no secret.</summary>
    public string Description { get; }

    /// <summary>Reads the credentials, so that what is wrong with them is found before anything is built; nothing is sent yet.</summary>
    /// <param name="options">Who, and for what.</param>
    /// <param name="handler">Carries the requests; it must not follow redirects on its own. Not disposed here.</param>
    /// <param name="time">Measures and waits.</param>
    /// <param name="jitter">Gives a number from 0 up to 1.</param>
    /// <exception cref="DistributionException">There are no credentials, two kinds at once, or none that can be read.</exception>
    public static GoogleSignIn Open(GoogleSignInOptions options, HttpMessageHandler handler, TimeProvider time, Func<double> jitter)
    {
        var (source, description) = Source(options, handler, time);
        return new GoogleSignIn(new AccessTokens(source, new RetryPolicy(time, jitter, options.Retry), time, options.Redactor), description);
    }

    public Task<Secret> GetAsync(bool renew, CancellationToken cancellationToken) => _tokens.GetAsync(renew, cancellationToken);

    public void Dispose() => _tokens.Dispose();

    private static (ITokenSource Source, string Description) Source(GoogleSignInOptions options, HttpMessageHandler handler, TimeProvider time)
    {
        if (options.Credentials is { IsEmpty: false } given)
        {
            if (!CredentialText.IsPath(given))
            {
                options.Redactor?.Register(given);
            }

            return options.WorkloadIdentity is null
                ? FromFile(options, CredentialText.Read(given, options.CredentialsSource), options.CredentialsSource, handler, time)
                : throw CredentialFaults.TwoKinds(options.CredentialsSource);
        }

        if (options.WorkloadIdentity is { } identity)
        {
            var token = options.IdentityToken ?? throw CredentialFaults.NoIdentityToken();
            var federated = new FederatedTokens(
                options.Addresses.SecurityTokens ?? GoogleAddresses.StandardSecurityTokens,
                identity.ProviderAudience,
                FederatedTokens.JwtType,
                cancellationToken => token(identity.TokenAudience, cancellationToken),
                handler,
                options.Redactor);
            var address = new Uri(options.Addresses.IamCredentials ?? GoogleAddresses.StandardIamCredentials, $"v1/projects/-/serviceAccounts/{Uri.EscapeDataString(identity.ServiceAccount)}:generateAccessToken");
            return (new ImpersonatedTokens(federated, address, [], options.Scopes, handler, time, options.Redactor), $"{identity.ServiceAccount}, without a key");
        }

        return DefaultCredentials.Find(options.Environment) is var (path, source)
            ? FromFile(options, CredentialText.ReadFile(path, source), source, handler, time)
            : throw CredentialFaults.None();
    }

    private static (ITokenSource Source, string Description) FromFile(GoogleSignInOptions options, string json, string source, HttpMessageHandler handler, TimeProvider time)
    {
        options.Redactor?.Register(new Secret(json));
        return Open(new CredentialReader(source, options.Addresses).Read(json), options, source, handler, time);
    }

    private static (ITokenSource Source, string Description) Open(CredentialFile file, GoogleSignInOptions options, string source, HttpMessageHandler handler, TimeProvider time)
    {
        switch (file)
        {
            case CredentialFile.ServiceAccount account:
                options.Redactor?.Register(account.PrivateKey);
                return (new ServiceAccountTokens(account, source, options.Scopes, handler, time), $"{PlainText.Clean(account.Email)}, by the key in {source}");
            case CredentialFile.AuthorizedUser user:
                options.Redactor?.Register(user.ClientSecret);
                options.Redactor?.Register(user.RefreshToken);
                return (new AuthorizedUserTokens(user, options.Scopes, handler), $"a person who signed in, by {source}");
            case CredentialFile.ExternalAccount external:
                foreach (var header in (external.Subject as SubjectTokenPlace.AtAddress)?.Headers ?? [])
                {
                    options.Redactor?.Register(new Secret(header.Value.Reveal().Split(' ')[^1]));
                }

                var subject = new SubjectTokens(external.Subject, source, handler);
                return (new FederatedTokens(external.TokenAddress, external.Audience, external.SubjectTokenType, subject.GetAsync, handler, options.Redactor), $"workload identity, by {source}");
            case CredentialFile.Impersonating impersonating:
                var (inner, words) = Open(impersonating.Source, options with { Scopes = [GoogleScopes.CloudPlatform] }, source, handler, time);
                return (new ImpersonatedTokens(inner, impersonating.Address, impersonating.Delegates, options.Scopes, handler, time, options.Redactor), words);
            default:
                throw new ArgumentException("No such credentials are known.", nameof(file));
        }
    }
}
