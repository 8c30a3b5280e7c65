using System.Net;
using System.Net.Http.Headers;

namespace MobileDist.Testing.GooglePlay;

/// <summary>The fake without a network.</summary>
public sealed class FakeGooglePlayHandler(FakeGooglePlay play) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var length = request.Content?.Headers.ContentLength;
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var call = new FakePlayRequest(request.Method.Method, request.RequestUri!.AbsolutePath, request.RequestUri.Query, headers, body);
        using var stream = new MemoryStream(body);
        var answer = await play.AnswerAsync(call.IsPart ? call with { Body = [] } : call, length, stream, cancellationToken)
            ?? throw new HttpRequestException(HttpRequestError.ResponseEnded, "The server returned an invalid or unrecognized response.");
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { RequestMessage = request, Content = new ByteArrayContent(answer.Body) };
        response.Content.Headers.ContentType = answer.Body.Length > 0 ? new MediaTypeHeaderValue(answer.ContentType) : null;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
