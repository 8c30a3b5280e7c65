using System.Net;
using System.Text;

namespace MobileDist.GooglePlay;

/// <summary>
/// Stands below Google's library: tells the clock what the answers say, and lets none through but one with a token. The
/// library drops the reason of most refusals, and fails on a body that is no JSON object. The shared handler is left alone
/// when this is disposed.
/// </summary>
internal sealed class TokenHandler(HttpMessageHandler shared, GoogleClock clock) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _invoker = new(shared, disposeHandler: false);

    /// <exception cref="TokenRefusedException">There is no token in the answer.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await _invoker.SendAsync(request, cancellationToken);
        if (response.Headers.Date is { } date)
        {
            clock.See(date);
        }

        await response.Content.LoadIntoBufferAsync(TokenEndpoint.LargestAnswer, cancellationToken);
        var body = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        if (response.StatusCode == HttpStatusCode.OK && TokenAnswer.Member(body, "access_token") is not null)
        {
            return response;
        }

        using (response)
        {
            throw new TokenRefusedException(response.StatusCode == HttpStatusCode.OK ? TokenFailure.Unreached("The answer holds no token.") : TokenRefusal.Read(response.StatusCode, body));
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _invoker.Dispose();
        }

        base.Dispose(disposing);
    }
}
