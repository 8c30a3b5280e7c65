using System.Text;
using Google.Apis.AndroidPublisher.v3;
using Google.Apis.Http;
using Google.Apis.Services;
using Newtonsoft.Json;

namespace MobileDist.GooglePlay;

/// <summary>
/// Google's library over our connection, and that connection itself for what the library would hold in memory. Whoever has one for
/// itself can ask what the library does not hand on of an answer.
/// </summary>
internal sealed class PlayChannel : IDisposable
{
    private readonly PlayAccessHandler _access;

    public PlayChannel(PlayAccessHandler access, Uri address)
    {
        _access = access;
        Uploads = new HttpMessageInvoker(access, disposeHandler: false);
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

    /// <summary>Sends what it is given, without a time limit of its own.</summary>
    public HttpMessageInvoker Uploads { get; }

    /// <summary>How long the service asked to wait in the last answer; null when it did not, or there was none.</summary>
    public TimeSpan? RetryAfter => _access.RetryAfter;

    /// <summary>The resource in an answer; a failure where there is none.</summary>
    public PlayAnswer<T> Read<T>(ReadOnlySpan<byte> body)
    {
        try
        {
            return Service.Serializer.Deserialize<T>(Encoding.UTF8.GetString(body)) is { } resource
                ? new PlayAnswer<T>.Success(resource)
                : new PlayAnswer<T>.Failed(PlayFailure.Unreached("The answer to the upload is empty."));
        }
        catch (JsonException error)
        {
            return new PlayAnswer<T>.Failed(PlayFailure.Unreached(error.Message));
        }
    }

    public void Dispose()
    {
        Uploads.Dispose();
        Service.Dispose();
        _access.Dispose();
    }
}
