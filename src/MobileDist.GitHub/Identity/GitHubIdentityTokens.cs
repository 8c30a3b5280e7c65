using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace MobileDist.GitHub;

/// <summary>
/// Who this job is, in a token signed by GitHub that others can check
/// (https://docs.github.com/actions/concepts/security/openid-connect): for signing in elsewhere without a stored key.
/// Each is valid for a few minutes, so it is asked for when it is needed.
/// </summary>
public sealed class GitHubIdentityTokens
{
    private const string AddressVariable = "ACTIONS_ID_TOKEN_REQUEST_URL";
    private const string TokenVariable = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";
    private const long LargestAnswer = 256 * 1024;

    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly bool _isFork;
    private readonly HttpMessageHandler _handler;
    private readonly RetryPolicy _retry;
    private readonly Redactor _redactor;

    /// <param name="environment">The process's environment.</param>
    /// <param name="isFork">Whether the run belongs to a fork, which never gets such tokens.</param>
    /// <param name="handler">Carries the requests; it must not follow redirects on its own. Not disposed here.</param>
    /// <param name="time">Measures and waits.</param>
    /// <param name="jitter">Gives a number from 0 up to 1.</param>
    /// <param name="redactor">Hears of each token before it is used.</param>
    public GitHubIdentityTokens(IReadOnlyDictionary<string, string> environment, bool isFork, HttpMessageHandler handler, TimeProvider time, Func<double> jitter, Redactor redactor)
    {
        _environment = environment;
        _isFork = isFork;
        _handler = handler;
        _retry = new RetryPolicy(time, jitter, new RetryLimits { Attempts = 5, Total = TimeSpan.FromMinutes(2) });
        _redactor = redactor;
    }

    /// <param name="audience">For whom the token is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DistributionException">The job may not have one, or GitHub cannot be reached.</exception>
    public async Task<Secret> GetAsync(string audience, CancellationToken cancellationToken)
    {
        if (Value(AddressVariable) is not { } place || Value(TokenVariable) is not { } word)
        {
            throw _isFork ? GitHubFaults.NoIdentityInFork() : GitHubFaults.NoIdentityPermission();
        }

        if (!Uri.TryCreate(place, UriKind.Absolute, out var address) || !ServiceAddress.IsTrusted(address))
        {
            throw GitHubFaults.BadIdentityAddress(AddressVariable);
        }

        var request = new Secret(word);
        _redactor.Register(request);
        var asked = new Uri(place + (address.Query.Length > 0 ? "&" : "?") + "audience=" + Uri.EscapeDataString(audience));
        var (token, fault) = await _retry.RunAsync(token => TryAsync(asked, request, token), cancellationToken);
        if (token is null)
        {
            throw fault!;
        }

        _redactor.Register(token);
        return token;
    }

    private async Task<Attempt<(Secret? Token, DistributionException? Fault)>> TryAsync(Uri address, Secret word, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(_handler, disposeHandler: false) { MaxResponseContentBufferSize = LargestAnswer, Timeout = Timeout.InfiniteTimeSpan };
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(LongestCall);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, address);
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", word.Reveal());
            message.Headers.Accept.ParseAdd("application/json");
            message.Headers.UserAgent.ParseAdd("MobileDistPipeline");
            using var response = await client.SendAsync(message, limited.Token);
            var body = await response.Content.ReadAsByteArrayAsync(limited.Token);
            return response.StatusCode switch
            {
                HttpStatusCode.OK when TokenIn(body) is { } token => new((token, null)),
                HttpStatusCode.OK => new((null, GitHubFaults.IdentityUnreachable("its answer holds no token")), IsWorthAnother: true),
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new((null, GitHubFaults.IdentityRefused((int)response.StatusCode))),
                HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError =>
                    new((null, GitHubFaults.IdentityUnreachable($"it answered {(int)response.StatusCode}")), IsWorthAnother: true, response.Headers.RetryAfter?.Delta),
                _ => new((null, GitHubFaults.IdentityRefused((int)response.StatusCode))),
            };
        }
        catch (Exception error) when (ServiceConnection.IsCut(error, cancellationToken))
        {
            return new((null, GitHubFaults.IdentityUnreachable(error.Message)), IsWorthAnother: true);
        }
    }

    /// <summary><c>{"count":1234,"value":"eyJ…"}</c>.</summary>
    private static Secret? TokenIn(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("value", out var value)
                && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } token && token.All(character => character is > ' ' and <= '~')
                ? new Secret(token)
                : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private string? Value(string name) => _environment.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
