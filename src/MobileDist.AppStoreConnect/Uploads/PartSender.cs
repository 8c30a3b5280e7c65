using System.Net;
using Microsoft.Win32.SafeHandles;

namespace MobileDist.AppStoreConnect;

/// <summary>
/// Sends parts to their signed addresses. A client of its own: with the API's token on such a request the storage takes
/// the part and the upload never completes.
/// </summary>
internal sealed class PartSender(AppStoreConnectApi api) : IDisposable
{
    private static readonly TimeSpan LongestPart = TimeSpan.FromMinutes(15);

    private readonly HttpClient _client = new(api.Handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = 1024 * 1024 };
    private readonly RetryPolicy _retry = new(api.Time, api.Jitter, api.PartRetry);

    public void Dispose() => _client.Dispose();

    public Task<PartOutcome> SendAsync(UploadPart part, SafeFileHandle file, CancellationToken cancellationToken) =>
        _retry.RunAsync(token => TryAsync(part, file, token), cancellationToken);

    private async Task<Attempt<PartOutcome>> TryAsync(UploadPart part, SafeFileHandle file, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(LongestPart);
        try
        {
            using var content = new FileRange(file, part.Offset, part.Length);
            using var message = new HttpRequestMessage(part.Method, part.Address) { Content = content };
            foreach (var (name, value) in part.Headers)
            {
                if (!message.Headers.TryAddWithoutValidation(name, value))
                {
                    content.Headers.TryAddWithoutValidation(name, value);
                }
            }

            using var response = await _client.SendAsync(message, limited.Token);
            return response.StatusCode switch
            {
                HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone => new Attempt<PartOutcome>(PartOutcome.Expired),
                _ when !response.IsSuccessStatusCode => new Attempt<PartOutcome>(PartOutcome.Unreachable, IsWorthAnother: true, response.Headers.RetryAfter?.Delta),
                _ => new Attempt<PartOutcome>(PartOutcome.Arrived),
            };
        }
        catch (Exception error) when (ServiceConnection.IsCut(error, cancellationToken))
        {
            return new Attempt<PartOutcome>(PartOutcome.Unreachable, IsWorthAnother: true);
        }
    }
}
