using System.Net;
using System.Net.Http.Headers;

namespace MobileDist.GooglePlay;

/// <summary>Sends the access token along, to the service only, and asks for a new one after a refusal.</summary>
internal sealed class PlayAccessHandler(HttpMessageHandler inner, IAccessTokens tokens, Uri address, TimeProvider time) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _network = new(inner, disposeHandler: false);
    private int _isRefused;

    /// <summary>How long the service asked to wait in the last answer; null when it did not, or there was none.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!PlayAddress.Belongs(request.RequestUri!, address))
        {
            throw GooglePlayFaults.LeadsAway(request.RequestUri!);
        }

        RetryAfter = null;
        var token = await tokens.GetAsync(Interlocked.Exchange(ref _isRefused, 0) == 1, cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        var response = await _network.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            Interlocked.Exchange(ref _isRefused, 1);
        }

        RetryAfter = ServiceConnection.RetryAfter(response, time);
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _network.Dispose();
        }

        base.Dispose(disposing);
    }
}
