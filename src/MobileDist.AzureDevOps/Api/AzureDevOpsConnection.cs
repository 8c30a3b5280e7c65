using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;

namespace MobileDist.AzureDevOps;

/// <summary>
/// Sends requests and sorts the answers. A question is asked again where that may help; a write is sent again only when
/// the server said that it did nothing, else its outcome is unknown and has to be read.
/// </summary>
internal sealed class AzureDevOpsConnection(HttpClient http, AzurePullRequest pullRequest, AzureDevOpsToken token, TimeProvider clock, Random random)
{
    private const string ApiVersion = "api-version=7.1";

    private readonly RetryPolicy _retries = new(clock, random);

    /// <summary>Reads; retried after every failure that may pass.</summary>
    public async Task<byte[]> AskAsync(string address, string apiVersion, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var isLast = tries == RetryPolicy.MostTries;
            TimeSpan wait;
            try
            {
                using var request = Request(HttpMethod.Get, address, apiVersion, null);
                using var response = await http.SendAsync(request, cancellationToken);
                if (!RetryPolicy.IsLimited(response) && !RetryPolicy.IsServerFailure(response.StatusCode))
                {
                    return await BodyAsync(response, cancellationToken);
                }

                wait = WaitOrGiveUp(response, tries);
            }
            catch (Exception error) when (IsCut(error, cancellationToken))
            {
                if (isLast)
                {
                    throw AzureDevOpsFaults.Unreachable(pullRequest.Collection, error);
                }

                wait = _retries.Backoff(tries);
            }

            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    /// <summary>Reads with the version that the description is of.</summary>
    public Task<byte[]> AskAsync(string address, CancellationToken cancellationToken) => AskAsync(address, ApiVersion, cancellationToken);

    /// <summary>Writes; the answer's body, or null when only reading can tell what became of it.</summary>
    /// <param name="method">POST, PATCH or DELETE.</param>
    /// <param name="address">Without a query.</param>
    /// <param name="content">Makes the body anew for each try; null for none.</param>
    /// <param name="cancellationToken">Stops; the write may have happened.</param>
    public async Task<byte[]?> WriteAsync(HttpMethod method, string address, Func<HttpContent>? content, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            TimeSpan wait;
            try
            {
                using var request = Request(method, address, ApiVersion, content?.Invoke());
                using var response = await http.SendAsync(request, cancellationToken);
                if (!RetryPolicy.IsLimited(response))
                {
                    return RetryPolicy.IsServerFailure(response.StatusCode) || IsOvertaken(response.StatusCode, method)
                        ? null
                        : await BodyAsync(response, cancellationToken);
                }

                wait = WaitOrGiveUp(response, tries);
            }
            catch (Exception error) when (IsCut(error, cancellationToken))
            {
                return null;
            }

            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    // Somebody else wrote at the same time, or has deleted what was to be changed.
    private static bool IsOvertaken(HttpStatusCode status, HttpMethod method) =>
        status is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.Gone
        || (status == HttpStatusCode.NotFound && method != HttpMethod.Post);

    private TimeSpan WaitOrGiveUp(HttpResponseMessage response, int tries)
    {
        var wait = _retries.WaitOf(response, tries);
        if (tries < RetryPolicy.MostTries && wait <= RetryPolicy.LongestWait)
        {
            return wait;
        }

        throw RetryPolicy.IsLimited(response) ? AzureDevOpsFaults.Limited(wait) : AzureDevOpsFaults.Unavailable(response.StatusCode);
    }

    private HttpRequestMessage Request(HttpMethod method, string address, string apiVersion, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, $"{address}?{apiVersion}") { Content = content };
        request.Headers.Authorization = token.Header();
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaTypeNames.Application.Json));
        // Asks for 401 where the server would else lead a browser to its sign-in page.
        request.Headers.Add("X-TFS-FedAuthRedirect", "Suppress");
        return request;
    }

    private async Task<byte[]> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = response.StatusCode;
        if (IsSignInPage(response))
        {
            throw AzureDevOpsFaults.NotSignedIn(pullRequest.Collection);
        }

        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return status switch
        {
            HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted or HttpStatusCode.NoContent => body,
            HttpStatusCode.Unauthorized => throw AzureDevOpsFaults.Unauthorized(pullRequest.Collection, token.Kind),
            HttpStatusCode.Forbidden => throw AzureDevOpsFaults.Forbidden(MessageIn(body), pullRequest),
            HttpStatusCode.NotFound => throw AzureDevOpsFaults.NotFound(MessageIn(body), pullRequest),
            _ => throw AzureDevOpsFaults.Refused(status, MessageIn(body)),
        };
    }

    // 203 and a redirection are what a request without a valid token gets; a handler that follows it ends on the page.
    private static bool IsSignInPage(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.NonAuthoritativeInformation
        || (int)response.StatusCode is >= 300 and < 400
        || (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType is MediaTypeNames.Text.Html);

    private static string MessageIn(byte[] body)
    {
        try
        {
            var error = JsonSerializer.Deserialize(body, AzureJson.Default.ErrorJson);
            return error?.Message is { Length: > 0 } message ? message : error?.TypeKey ?? "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    // A time-out of the client's own also arrives as a cancellation, but not as ours.
    private static bool IsCut(Exception error, CancellationToken cancellationToken) =>
        error is HttpRequestException or IOException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
