using Google.Apis.Http;

namespace MobileDist.GooglePlay;

/// <summary>Makes the clients of Google's library over our handler: small answers, no redirects, no tries of its own.</summary>
internal sealed class GoogleHttpClients(HttpMessageHandler handler, GoogleClock clock) : IHttpClientFactory
{
    public ConfigurableHttpClient CreateHttpClient(CreateHttpClientArgs args)
    {
        var outer = new ConfigurableMessageHandler(new TokenHandler(handler, clock)) { FollowRedirect = false, NumTries = 1, ApplicationName = "MobileDistPipeline" };
        var client = new ConfigurableHttpClient(outer) { MaxResponseContentBufferSize = TokenEndpoint.LargestAnswer, Timeout = Timeout.InfiniteTimeSpan };
        foreach (var initializer in args.Initializers)
        {
            initializer.Initialize(client);
        }

        return client;
    }
}
