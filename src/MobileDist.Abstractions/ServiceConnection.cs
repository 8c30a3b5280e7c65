using System.Net;

namespace MobileDist;

/// <summary>How services are reached, and what a broken connection to one means.</summary>
public static class ServiceConnection
{
    /// <summary>A handler as programs need it: the system's proxy, no redirects, as they could lead a token away. To be disposed.</summary>
    public static HttpMessageHandler CreateHandler() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(20),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    /// <summary>Whether nothing was sent, so that even a write can be tried again.</summary>
    public static bool IsUnreached(Exception error) => error is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    /// <summary>Whether the network failed, at any moment. A client's own time limit is a cancellation that nobody asked for.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="cancellationToken">The caller's, without the client's time limit.</param>
    public static bool IsCut(Exception error, CancellationToken cancellationToken) =>
        error is HttpRequestException or IOException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>How long an answer asks to wait; null when it does not.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(time);
        return response.Headers.RetryAfter is { } asked && (asked.Delta ?? (asked.Date - time.GetUtcNow())) is { } wait && wait > TimeSpan.Zero ? wait : null;
    }
}
