using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MobileDist.GooglePlay;

/// <summary>
/// The Cloud Identity API (https://cloud.google.com/identity/docs/reference/rest), as far as groups need it: one retry
/// policy, a token that never runs out, refusals told apart. Status codes do not leave it.
/// </summary>
internal sealed class CloudIdentityApi(IAccessTokens tokens, Uri address, HttpMessageHandler handler, TimeProvider time, RetryPolicy retry) : IDisposable
{
    // 500 members with all that is told of them.
    private const long LargestAnswer = 16 * 1024 * 1024;

    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(60);

    private readonly Uri _address = new(address.AbsoluteUri.TrimEnd('/') + "/");
    private readonly HttpClient _client = new(handler, disposeHandler: false) { MaxResponseContentBufferSize = LargestAnswer, Timeout = Timeout.InfiniteTimeSpan };

    public Task<GroupAnswer> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, null, cancellationToken);

    /// <summary>
    /// A write that must happen once. When its answer is lost, <paramref name="hasHappened"/> looks whether it did, and only
    /// if not it is made again.
    /// </summary>
    public Task<GroupAnswer> WriteAsync(HttpMethod method, string path, JsonObject? body, Func<CancellationToken, Task<bool>> hasHappened, CancellationToken cancellationToken) =>
        retry.RunAsync(
            async token =>
            {
                var answer = await SendAsync(method, path, body, token);
                if (answer is not GroupAnswer.Lost)
                {
                    return new Attempt<GroupAnswer>(answer);
                }

                return await hasHappened(token)
                    ? new Attempt<GroupAnswer>(new GroupAnswer.Success(default))
                    : new Attempt<GroupAnswer>(answer, IsWorthAnother: true);
            },
            cancellationToken);

    public void Dispose() => _client.Dispose();

    private Task<GroupAnswer> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        var isRenewed = false;
        return retry.RunAsync(
            async token =>
            {
                var attempt = await TryAsync(method, path, body, isRenewed, token);
                if (attempt.Value.Refusal?.Kind is not GroupFailureKind.BadToken)
                {
                    return attempt;
                }

                var isFirst = !isRenewed;
                isRenewed = true;
                return attempt with { IsWorthAnother = isFirst };
            },
            cancellationToken);
    }

    private async Task<Attempt<GroupAnswer>> TryAsync(HttpMethod method, string path, JsonObject? body, bool renew, CancellationToken cancellationToken)
    {
        var bearer = await tokens.GetAsync(renew, cancellationToken);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(LongestCall);
        try
        {
            using var message = new HttpRequestMessage(method, new Uri(_address, path));
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer.Reveal());
            message.Headers.Accept.ParseAdd("application/json");
            message.Headers.UserAgent.ParseAdd("MobileDistPipeline");
            message.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            using var response = await _client.SendAsync(message, limited.Token);
            var bytes = await response.Content.ReadAsByteArrayAsync(limited.Token);
            return response.StatusCode == HttpStatusCode.OK ? Read(method, bytes) : Refused(method, response, bytes);
        }
        catch (Exception error) when (ServiceConnection.IsUnreached(error))
        {
            // Nothing was sent, so even a write can be tried again.
            return new Attempt<GroupAnswer>(new GroupAnswer.Failed(GroupFailure.Unreached(error.Message)), IsWorthAnother: true);
        }
        catch (Exception error) when (ServiceConnection.IsCut(error, cancellationToken))
        {
            return Cut(method, error.Message);
        }
    }

    private Attempt<GroupAnswer> Refused(HttpMethod method, HttpResponseMessage response, byte[] body)
    {
        var failure = GroupFailure.Read(response.StatusCode, body);
        return failure.Kind switch
        {
            GroupFailureKind.RateLimited => new Attempt<GroupAnswer>(new GroupAnswer.Failed(failure), IsWorthAnother: true, ServiceConnection.RetryAfter(response, time)),
            GroupFailureKind.Overtaken => new Attempt<GroupAnswer>(new GroupAnswer.Failed(failure), IsWorthAnother: true),
            GroupFailureKind.Unreachable => Cut(method, failure.Words),
            _ => new Attempt<GroupAnswer>(new GroupAnswer.Failed(failure)),
        };
    }

    private static Attempt<GroupAnswer> Read(HttpMethod method, byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, CredentialJson.Options);
            return new Attempt<GroupAnswer>(new GroupAnswer.Success(document.RootElement.Clone()));
        }
        catch (JsonException)
        {
            return Cut(method, "Google's answer is no JSON.");
        }
    }

    private static Attempt<GroupAnswer> Cut(HttpMethod method, string words) => method == HttpMethod.Get
        ? new Attempt<GroupAnswer>(new GroupAnswer.Failed(GroupFailure.Unreached(words)), IsWorthAnother: true)
        : new Attempt<GroupAnswer>(new GroupAnswer.Lost());
}
