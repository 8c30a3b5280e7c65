using Google.Apis.AndroidPublisher.v3;
using Google.Apis.Http;
using Google.Apis.Services;

namespace MobileDist.GooglePlay;

/// <summary>Google's library over our connection. Whoever has one for itself can ask what the library does not hand on of an answer.</summary>
internal sealed class PlayChannel : IDisposable
{
    private readonly PlayAccessHandler _access;

    public PlayChannel(PlayAccessHandler access, Uri address)
    {
        _access = access;
        Service = new AndroidPublisherService(new BaseClientService.Initializer
        {
            ApplicationName = "MobileDistPipeline",
            BaseUri = address.AbsoluteUri,
            DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
            GZipEnabled = false,
            HttpClientFactory = new PlayHttpClientFactory(access),
        });
    }

    public AndroidPublisherService Service { get; }

    /// <summary>How long the service asked to wait in the last answer; null when it did not, or there was none.</summary>
    public TimeSpan? RetryAfter => _access.RetryAfter;

    public void Dispose()
    {
        Service.Dispose();
        _access.Dispose();
    }
}
