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

    private static readonly RetryLimits Limits = new() { Attempts = 5, Total = TimeSpan.FromMinutes(3) };

    private readonly RetryPolicy _retries = new(clock, random.NextDouble, Limits);

    /// <summary>Reads; retried after every failure that may pass.</summary>
    public async Task<byte[]> AskAsync(string address, string apiVersion, CancellationToken cancellationToken)
    {
        var exchange = await _retries.RunAsync(token => TryAsync(HttpMethod.Get, $"{address}?{apiVersion}", null, token), cancellationToken);
        return exchange.Body ?? throw exchange.Fault!;
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
        var exchange = await _retries.RunAsync(token => TryAsync(method, $"{address}?{ApiVersion}", content, token), cancellationToken);
        return exchange.Fault is null ? exchange.Body : throw exchange.Fault;
    }

    private async Task<Attempt<Exchange>> TryAsync(HttpMethod method, string address, Func<HttpContent>? content, CancellationToken cancellationToken)
    {
        var isWrite = method != HttpMethod.Get;
        try
        {
            using var request = Request(method, address, content?.Invoke());
            using var response = await http.SendAsync(request, cancellationToken);
            if (IsLimited(response))
            {
                var wait = WaitAskedFor(response);
                return new Attempt<Exchange>(new Exchange(null, AzureDevOpsFaults.Limited(wait)), IsWorthAnother: true, wait);
            }

            if (IsServerFailure(response.StatusCode) || (isWrite && IsOvertaken(response.StatusCode, method)))
            {
                return Failed(isWrite, AzureDevOpsFaults.Unavailable(response.StatusCode));
            }

            return new Attempt<Exchange>(new Exchange(await BodyAsync(response, cancellationToken)));
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            // Longer than any answer of the service: sent again it would be as long.
            throw AzureDevOpsFaults.Unreadable(pullRequest.Collection, error);
        }
        catch (Exception error) when (ServiceConnection.IsCut(error, cancellationToken))
        {
            return Failed(isWrite, AzureDevOpsFaults.Unreachable(pullRequest.Collection, error));
        }
    }

    private static Attempt<Exchange> Failed(bool isWrite, DistributionException fault) =>
        isWrite ? new Attempt<Exchange>(Exchange.Unknown) : new Attempt<Exchange>(new Exchange(null, fault), IsWorthAnother: true);

    // The server says that it did nothing with the request.
    private static bool IsLimited(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.TooManyRequests
        || (response.StatusCode == HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter is not null);

    private TimeSpan WaitAskedFor(HttpResponseMessage response) => ServiceConnection.RetryAfter(response, clock) ?? TimeSpan.Zero;

    // The server failed; nobody knows what became of the request.
    private static bool IsServerFailure(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    // Somebody else wrote at the same time, or has deleted what was to be changed.
    private static bool IsOvertaken(HttpStatusCode status, HttpMethod method) =>
        status is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.Gone
        || (status == HttpStatusCode.NotFound && method != HttpMethod.Post);

    private HttpRequestMessage Request(HttpMethod method, string address, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, address) { Content = content };
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
}
