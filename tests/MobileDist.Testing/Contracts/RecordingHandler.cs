using System.Collections.Concurrent;

namespace MobileDist.Testing;

/// <summary>Keeps every request and its answer for a check against the service's description.</summary>
public sealed class RecordingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    public ConcurrentQueue<ApiCall> Calls { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        Calls.Enqueue(new ApiCall
        {
            Method = request.Method.Method,
            Path = request.RequestUri!.AbsolutePath,
            Query = request.RequestUri.Query,
            RequestType = request.Content?.Headers.ContentType?.MediaType,
            RequestBody = body,
            Status = (int)response.StatusCode,
            AnswerType = response.Content.Headers.ContentType?.MediaType,
            AnswerBody = await response.Content.ReadAsByteArrayAsync(cancellationToken),
        });
        return response;
    }
}
