using MobileDist.Testing.GooglePlay;
using MobileDist.Testing.GooglePlay.Identity;

namespace MobileDist.Pipeline.Tests.Play;

/// <summary>Carries requests for Google Play to the fake in the process, and all others to loopback; tokens of the fake sign-in are good at the fake Play.</summary>
internal sealed class PlayNetwork(FakeGooglePlay play, FakeIdentityServer identity) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private readonly HttpMessageInvoker _play = new(new FakeGooglePlayHandler(play));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { IsLoopback: true })
        {
            return await base.SendAsync(request, cancellationToken);
        }

        if (request.Headers.Authorization?.Parameter is { } token && identity.Google.Judge(token) is { } owner && owner.Scopes.Contains("https://www.googleapis.com/auth/androidpublisher", StringComparer.Ordinal))
        {
            play.Tokens[token] = owner.Principal;
        }

        return await _play.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        _play.Dispose();
        base.Dispose(disposing);
    }
}
