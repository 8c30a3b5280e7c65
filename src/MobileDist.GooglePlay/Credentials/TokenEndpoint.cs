using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace MobileDist.GooglePlay;

/// <summary>Sends one request of a sign-in: a small answer in a short time, or a failure. It follows no redirects, as all that it sends is secret.</summary>
internal sealed class TokenEndpoint(HttpMessageHandler handler) : IDisposable
{
    public const long LargestAnswer = 1024 * 1024;

    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client = new(handler, disposeHandler: false) { MaxResponseContentBufferSize = LargestAnswer, Timeout = Timeout.InfiniteTimeSpan };

    public Task<TokenReply> PostFormAsync(Uri address, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) }, cancellationToken);

    public Task<TokenReply> PostJsonAsync(Uri address, string json, Secret bearer, CancellationToken cancellationToken)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer.Reveal());
        return SendAsync(message, cancellationToken);
    }

    public Task<TokenReply> GetAsync(Uri address, IEnumerable<(string Name, Secret Value)> headers, CancellationToken cancellationToken)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
        {
            message.Headers.TryAddWithoutValidation(name, value.Reveal());
        }

        return SendAsync(message, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private async Task<TokenReply> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        using var request = message;
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(LongestCall);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.UserAgent.ParseAdd("MobileDistPipeline");
        try
        {
            using var response = await _client.SendAsync(request, limited.Token);
            var body = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(limited.Token));
            return response.StatusCode == HttpStatusCode.OK ? new TokenReply(body, null) : new TokenReply("", TokenRefusal.Read(response.StatusCode, body));
        }
        catch (Exception error) when (ServiceConnection.IsCut(error, cancellationToken))
        {
            return new TokenReply("", TokenFailure.Unreached(error.Message));
        }
    }
}
