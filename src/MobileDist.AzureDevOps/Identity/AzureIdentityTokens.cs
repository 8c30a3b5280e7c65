using System.Net;
using System.Net.Mime;
using System.Text;
using System.Text.Json;

namespace MobileDist.AzureDevOps;

/// <summary>
/// Who this job is, in a token signed by Azure DevOps that others can check: as a service connection
/// (<c>sc://organization/project/connection</c>), or without one as the pipeline (<c>p://organization/project/pipeline</c>).
/// (https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create)
/// </summary>
public sealed class AzureIdentityTokens
{
    private const string AddressVariable = "SYSTEM_OIDCREQUESTURI";
    private const long LargestAnswer = 256 * 1024;

    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(30);

    private readonly AgentVariables _variables;
    private readonly Secret? _accessToken;
    private readonly string? _serviceConnection;
    private readonly HttpMessageHandler _handler;
    private readonly RetryPolicy _retry;
    private readonly Redactor _redactor;

    /// <param name="environment">The step's environment; names are upper case.</param>
    /// <param name="platform">Gives the job's own token.</param>
    /// <param name="serviceConnection">The id of a service connection with workload identity federation; null or empty: the token is that of the pipeline.</param>
    /// <param name="handler">Carries the requests; it must not follow redirects on its own. Not disposed here.</param>
    /// <param name="time">Measures and waits.</param>
    /// <param name="jitter">Gives a number from 0 up to 1.</param>
    /// <param name="redactor">Hears of each token before it is used.</param>
    public AzureIdentityTokens(
        IReadOnlyDictionary<string, string> environment, AzureDevOpsPlatform platform, string? serviceConnection, HttpMessageHandler handler, TimeProvider time, Func<double> jitter, Redactor redactor)
    {
        _variables = new AgentVariables(environment);
        _accessToken = platform.AccessToken;
        _serviceConnection = string.IsNullOrWhiteSpace(serviceConnection) ? null : serviceConnection.Trim();
        _handler = handler;
        _retry = new RetryPolicy(time, jitter, new RetryLimits { Attempts = 5, Total = TimeSpan.FromMinutes(2) });
        _redactor = redactor;
    }

    /// <param name="audience">Not used: Azure DevOps makes every such token for <c>api://AzureADTokenExchange</c>, and whoever is to believe it has to expect that.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DistributionException">The job may not have one, or Azure DevOps cannot be reached.</exception>
    public async Task<Secret> GetAsync(string audience, CancellationToken cancellationToken)
    {
        if (_serviceConnection is not null && !Guid.TryParseExact(_serviceConnection, "D", out _))
        {
            throw AzureDevOpsFaults.BadServiceConnection(_serviceConnection);
        }

        var place = _variables[AddressVariable] ?? throw AzureDevOpsFaults.NoIdentity();
        var word = _accessToken ?? throw AzureDevOpsFaults.NoToken();
        if (!Uri.TryCreate(place, UriKind.Absolute, out var address) || !ServiceAddress.IsTrusted(address))
        {
            throw AzureDevOpsFaults.BadIdentityAddress();
        }

        _redactor.Register(word);
        var connection = _serviceConnection is null ? "" : $"&serviceConnectionId={_serviceConnection}";
        var asked = new Uri($"{place}{(address.Query.Length > 0 ? '&' : '?')}api-version=7.1{connection}");
        var (token, fault) = await _retry.RunAsync(token => TryAsync(asked, word, token), cancellationToken);
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
            using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent("", Encoding.UTF8, MediaTypeNames.Application.Json) };
            message.Headers.Authorization = new AzureDevOpsToken(word, AzureDevOpsTokenKind.Job).Header();
            // Asks for 401 where the server would else lead a browser to its sign-in page.
            message.Headers.Add("X-TFS-FedAuthRedirect", "Suppress");
            using var response = await client.SendAsync(message, limited.Token);
            var body = await response.Content.ReadAsByteArrayAsync(limited.Token);
            return Judge(response, body);
        }
        catch (Exception error) when (ServiceConnection.IsCut(error, cancellationToken))
        {
            return new((null, AzureDevOpsFaults.IdentityUnreachable(error.Message)), IsWorthAnother: true);
        }
    }

    private Attempt<(Secret? Token, DistributionException? Fault)> Judge(HttpResponseMessage response, byte[] body)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK when Text(body, "oidcToken") is { } token && token.All(character => character is > ' ' and <= '~'):
                return new((new Secret(token), null));
            case HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError:
                return new((null, AzureDevOpsFaults.IdentityUnreachable($"it answered {(int)response.StatusCode}")), IsWorthAnother: true, response.Headers.RetryAfter?.Delta);
            case HttpStatusCode.Unauthorized or HttpStatusCode.NonAuthoritativeInformation or (>= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest):
                return new((null, AzureDevOpsFaults.IdentityTokenRefused()));
            case HttpStatusCode.OK:
                return new((null, AzureDevOpsFaults.IdentityUnreachable("its answer holds no token")), IsWorthAnother: true);
            default:
                return new((null, AzureDevOpsFaults.IdentityRefused(response.StatusCode, _serviceConnection, Text(body, "message") ?? "")));
        }
    }

    private static string? Text(byte[] body, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value)
                && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
