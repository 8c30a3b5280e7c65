using Google.Apis.Http;

namespace MobileDist.GooglePlay;

/// <summary>Makes the clients of Google's library over our handler: small answers, no redirects, no tries of its own.</summary>
internal sealed class GoogleHttpClients(HttpMessageHandler handler, GoogleClock clock) : IHttpClientFactory
{
    private const long LargestAnswer = 1024 * 1024;

    public ConfigurableHttpClient CreateHttpClient(CreateHttpClientArgs args)
    {
        var outer = new ConfigurableMessageHandler(new DatedHandler(handler, clock)) { FollowRedirect = false, NumTries = 1, ApplicationName = "MobileDistPipeline" };
        var client = new ConfigurableHttpClient(outer) { MaxResponseContentBufferSize = LargestAnswer, Timeout = Timeout.InfiniteTimeSpan };
        foreach (var initializer in args.Initializers)
        {
            initializer.Initialize(client);
        }

        return client;
    }

    /// <summary>Tells the clock what the answers say, and leaves the shared handler alone when it is disposed.</summary>
    private sealed class DatedHandler(HttpMessageHandler shared, GoogleClock clock) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _invoker = new(shared, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await _invoker.SendAsync(request, cancellationToken);
            if (response.Headers.Date is { } date)
            {
                clock.See(date);
            }

            return response;
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
}
