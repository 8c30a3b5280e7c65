using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MobileDist.GitHub;

/// <summary>
/// GitHub's REST and GraphQL interfaces, as far as we need them: one retry policy, refusals told apart, the token on
/// nothing but requests to the API's own address. Status codes do not leave it.
/// </summary>
public sealed class GitHubApi : IDisposable
{
    // A page of 100 comments of the longest kind, every character escaped.
    private const long LargestAnswer = 64 * 1024 * 1024;

    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan LongestUpload = TimeSpan.FromMinutes(60);

    private readonly GitHubApiOptions _options;
    private readonly Uri _api;
    private readonly Uri _graphQl;
    private readonly TimeProvider _time;
    private readonly RetryPolicy _retry;
    private readonly HttpClient _client;

    /// <param name="options">Where and who.</param>
    /// <param name="handler">Carries the requests; it must not follow redirects on its own. Not disposed here.</param>
    /// <param name="time">Measures and waits.</param>
    /// <param name="jitter">Gives a number from 0 up to 1.</param>
    /// <exception cref="DistributionException">The API's address is none, or plain http to another machine.</exception>
    public GitHubApi(GitHubApiOptions options, HttpMessageHandler handler, TimeProvider time, Func<double> jitter)
    {
        _options = options;
        _api = ApiAddress.Parse(options.ApiAddress);
        _graphQl = options.GraphQlAddress is { } address ? ApiAddress.Parse(address) : ApiAddress.GraphQlOf(_api);
        _time = time;
        _retry = new RetryPolicy(time, jitter, options.Retry);
        _client = new HttpClient(handler, disposeHandler: false) { MaxResponseContentBufferSize = LargestAnswer, Timeout = Timeout.InfiniteTimeSpan };
    }

    public void Dispose() => _client.Dispose();

    /// <summary>An address below the API's; parts of the path come in escaped.</summary>
    internal Uri At(string path) => new(_api, path);

    /// <summary>Where files are uploaded; null when that is neither the API's own address nor <c>uploads.</c> beside <c>api.</c>.</summary>
    internal Uri? UploadAddress(string address) => Uri.TryCreate(address, UriKind.Absolute, out var upload)
        && (ServiceAddress.IsSameOrigin(upload, _api)
            || (ServiceAddress.IsTrusted(upload) && _api.Host.StartsWith("api.", StringComparison.Ordinal) && string.Equals(upload.Host, "uploads." + _api.Host["api.".Length..], StringComparison.OrdinalIgnoreCase)))
        ? upload
        : null;

    internal Task<GitHubAnswer<T>> GetAsync<T>(Uri address, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(new GitHubRequest(HttpMethod.Get, address), type, cancellationToken);

    internal Task<GitHubAnswer<T>> WriteAsync<T, TBody>(
        HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(new GitHubRequest(method, At(path)) { Body = JsonSerializer.SerializeToUtf8Bytes(body, bodyType) }, type, cancellationToken);

    internal Task<GitHubAnswer<GitHubErrorBody>> DeleteAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(new GitHubRequest(HttpMethod.Delete, At(path)), GitHubJson.Default.GitHubErrorBody, cancellationToken);

    /// <summary>All pages of a list.</summary>
    internal async Task<List<T>> ListAsync<T>(string path, JsonTypeInfo<T[]> type, CancellationToken cancellationToken)
    {
        const int MostPages = 200;
        var all = new List<T>();
        Uri? next = At(path);
        for (var page = 0; next is not null && page < MostPages; page++)
        {
            var answer = await GetAsync(next, type, cancellationToken);
            all.AddRange(answer.OrThrow());
            next = (answer as GitHubAnswer<T[]>.Success)?.Next;
        }

        return all;
    }

    /// <summary>A GraphQL query or mutation; both of ours can be made twice without harm.</summary>
    internal async Task<GraphQlData> QueryAsync(string query, GraphQlVariables variables, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new GraphQlRequest(query, variables), GraphQlJson.Default.GraphQlRequest);
        var request = new GitHubRequest(HttpMethod.Post, _graphQl) { Body = body, IsWrite = false };
        var answer = (await SendAsync(request, GraphQlJson.Default.GraphQlAnswer, cancellationToken)).OrThrow();
        return GitHubRefusal.ReadGraphQl(answer.Errors ?? []) is { } failure
            ? throw new GitHubRefusedException(failure)
            : answer.Data ?? new GraphQlData();
    }

    internal Task<GitHubAnswer<T>> SendAsync<T>(GitHubRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        _retry.RunAsync(token => TryAsync(request, type, token), cancellationToken);

    private async Task<Attempt<GitHubAnswer<T>>> TryAsync<T>(GitHubRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(request.Content is null ? LongestCall : LongestUpload);
        try
        {
            using var message = request.ToMessage(_options.Token);
            using var response = await _client.SendAsync(message, limited.Token);
            var body = await response.Content.ReadAsByteArrayAsync(limited.Token);
            return response.IsSuccessStatusCode ? Read(request, type, response, body) : Refused<T>(request, response, body);
        }
        catch (Exception error) when (ServiceConnection.IsUnreached(error))
        {
            // Nothing was sent, so even a write can be tried again.
            return new Attempt<GitHubAnswer<T>>(Unreachable<T>(error.Message), IsWorthAnother: true);
        }
        catch (Exception error) when (ServiceConnection.IsCut(error, cancellationToken))
        {
            return Cut<T>(request, error.Message);
        }
    }

    private Attempt<GitHubAnswer<T>> Refused<T>(GitHubRequest request, HttpResponseMessage response, byte[] body)
    {
        var failure = GitHubRefusal.Read(response, body);
        return failure.Kind switch
        {
            GitHubFailureKind.RateLimited => new Attempt<GitHubAnswer<T>>(
                new GitHubAnswer<T>.Failed(failure), IsWorthAnother: true, GitHubRefusal.WaitAfter(response, _time.GetUtcNow())),
            GitHubFailureKind.Unreachable => Cut<T>(request, failure.Detail),
            _ => new Attempt<GitHubAnswer<T>>(new GitHubAnswer<T>.Failed(failure)),
        };
    }

    private Attempt<GitHubAnswer<T>> Read<T>(GitHubRequest request, JsonTypeInfo<T> type, HttpResponseMessage response, byte[] body)
    {
        if (body.Length == 0)
        {
            return new Attempt<GitHubAnswer<T>>(new GitHubAnswer<T>.Success(default!));
        }

        try
        {
            return JsonSerializer.Deserialize(body, type) is { } value
                ? new Attempt<GitHubAnswer<T>>(new GitHubAnswer<T>.Success(value, NextPage(response)))
                : Cut<T>(request, "The answer was empty.");
        }
        catch (JsonException error)
        {
            return Cut<T>(request, error.Message);
        }
    }

    private static Attempt<GitHubAnswer<T>> Cut<T>(GitHubRequest request, string detail) => request.IsWrite
        ? new Attempt<GitHubAnswer<T>>(new GitHubAnswer<T>.Lost())
        : new Attempt<GitHubAnswer<T>>(Unreachable<T>(detail), IsWorthAnother: true);

    private static GitHubAnswer<T>.Failed Unreachable<T>(string detail) =>
        new(new GitHubFailure(GitHubFailureKind.Unreachable, PlainText.Clean(detail)));

    // The token goes wherever this leads, so it must not lead away.
    private Uri? NextPage(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Link", out var links) && LinkHeader.Next(string.Join(',', links)) is { } next && ServiceAddress.IsSameOrigin(next, _api)
            ? next
            : null;
}
