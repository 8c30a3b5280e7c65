using Google.Apis.Http;

namespace MobileDist.GooglePlay;

/// <summary>Gives Google's library our connection, and takes from it what would try again or follow a redirect on its own.</summary>
internal sealed class PlayHttpClientFactory(HttpMessageHandler handler) : IHttpClientFactory
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(15);

    public ConfigurableHttpClient CreateHttpClient(CreateHttpClientArgs args)
    {
        var configurable = new ConfigurableMessageHandler(handler)
        {
            ApplicationName = args.ApplicationName,
            GoogleApiClientHeader = args.GoogleApiClientHeader,
            FollowRedirect = false,
            NumTries = 1,
            IsLoggingEnabled = false,
        };
        return new ConfigurableHttpClient(configurable) { Timeout = LongestRequest };
    }
}
