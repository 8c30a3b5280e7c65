using System.Net;
using System.Text;

namespace MobileDist.Testing.GitHub;

/// <summary>The fake without a network. Each way to it and back takes as long as <paramref name="latency"/> says, by <paramref name="time"/>.</summary>
public sealed class FakeGitHubHandler(FakeGitHub hub, TimeProvider? time = null, Func<TimeSpan>? latency = null) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        await TravelAsync(cancellationToken);
        var answer = hub.Answer(new FakeGitHubRequest(request.Method.Method, request.RequestUri!.PathAndQuery, headers, body));
        await TravelAsync(cancellationToken);
        if (answer is null)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The server returned an invalid or unrecognized response.");
        }

        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new StringContent(answer.Body, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private async Task TravelAsync(CancellationToken cancellationToken)
    {
        if (time is not null && latency is not null)
        {
            await Task.Delay(latency(), time, cancellationToken);
        }
    }
}
