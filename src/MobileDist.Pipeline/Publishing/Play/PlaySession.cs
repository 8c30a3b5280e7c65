using MobileDist.GooglePlay;
using MobileDist.Pipeline.Settings.Play;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline.Publishing.Play;

/// <summary>Google Play with somebody signed in; holds secrets until it is disposed.</summary>
internal sealed class PlaySession : IDisposable
{
    private readonly PlayAccess _access;
    private readonly StageContext _context;
    private readonly GoogleSignIn _signIn;
    private readonly HttpMessageHandler _handler;
    private readonly bool _ownsHandler;

    private PlaySession(PlayAccess access, StageContext context, GoogleSignIn signIn, GooglePlayApi api, HttpMessageHandler handler)
    {
        _access = access;
        _context = context;
        _signIn = signIn;
        _handler = handler;
        _ownsHandler = context.StoreHandler is null;
        Api = api;
    }

    public GooglePlayApi Api { get; }

    /// <exception cref="DistributionException"><see cref="ExitCode.Settings"/>: there is nothing to sign in with, or an address is none.</exception>
    public static PlaySession Open(PlayAccess access, StageContext context)
    {
        if (!access.Flaws.IsEmpty)
        {
            throw new DistributionException(ExitCode.Settings, access.Flaws);
        }

        var handler = context.StoreHandler ?? ServiceConnection.CreateHandler();
        GoogleSignIn? signIn = null;
        try
        {
            signIn = SignIn(access, GoogleScopes.AndroidPublisher, handler, context);
            var options = new GooglePlayOptions { Address = access.Address ?? GooglePlayOptions.StandardAddress };
            return new PlaySession(access, context, signIn, new GooglePlayApi(options, signIn, handler, context.Clock, Random.Shared.NextDouble), handler);
        }
        catch (DistributionException)
        {
            signIn?.Dispose();
            if (context.StoreHandler is null)
            {
                handler.Dispose();
            }

            throw;
        }
    }

    /// <summary>Only signs in: that the credentials are good shows without asking about an app.</summary>
    public Task SignInAsync(CancellationToken cancellationToken) => _signIn.GetAsync(renew: false, cancellationToken);

    /// <summary>Works with the members of Google Groups, for which Google wants a token of its own.</summary>
    public async Task WithGroupsAsync(Func<CloudIdentityGroups, Task> work)
    {
        using var signIn = SignIn(_access, GoogleScopes.CloudIdentityGroups, _handler, _context);
        using var groups = new CloudIdentityGroups(signIn, GoogleAddresses.From(_context.Environment), new RetryLimits(), _handler, _context.Clock, Random.Shared.NextDouble);
        await work(groups);
    }

    public void Dispose()
    {
        Api.Dispose();
        _signIn.Dispose();
        if (_ownsHandler)
        {
            _handler.Dispose();
        }
    }

    private static GoogleSignIn SignIn(PlayAccess access, string scope, HttpMessageHandler handler, StageContext context) => GoogleSignIn.Open(
        new GoogleSignInOptions
        {
            Scopes = [scope],
            Credentials = access.Credentials,
            CredentialsSource = access.Source,
            WorkloadIdentity = access.Provider is { } provider ? WorkloadIdentity.Parse(provider, access.ServiceAccount) : null,
            IdentityToken = context.IdentityTokens?.Invoke(access.ServiceConnection),
            Environment = context.Environment,
            Addresses = GoogleAddresses.From(context.Environment),
            Redactor = context.Redactor,
        },
        handler,
        context.Clock,
        Random.Shared.NextDouble);
}
