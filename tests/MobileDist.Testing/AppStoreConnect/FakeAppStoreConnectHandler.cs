using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace MobileDist.Testing.AppStoreConnect;

/// <summary>The fake without a network.</summary>
public sealed class FakeAppStoreConnectHandler(FakeAppStoreConnect apple) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The length first: Apple's storage takes no body whose length is not told.
        var length = request.Content?.Headers.ContentLength;
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var call = new FakeAppleRequest(request.Method.Method, request.RequestUri!.AbsolutePath, request.RequestUri.Query, headers, FakeAppStoreConnect.IsPart(request.RequestUri.AbsolutePath) ? [] : body);
        using var stream = new MemoryStream(body);
        var answer = FakeAppStoreConnect.IsPart(call.Path) ? await apple.TakePartAsync(call, length, stream, cancellationToken) : apple.Answer(call);
        if (answer is null)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The server returned an invalid or unrecognized response.");
        }

        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { RequestMessage = request, Content = new StringContent(answer.Body, Encoding.UTF8) };
        response.Content.Headers.ContentType = answer.Body.Length > 0 ? new MediaTypeHeaderValue(answer.ContentType) : null;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
