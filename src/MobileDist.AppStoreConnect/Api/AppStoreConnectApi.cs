using System.Text.Json;

namespace MobileDist.AppStoreConnect;

/// <summary>
/// App Store Connect's API: one call at a time, one retry policy, a token that never runs out, refusals told apart.
/// Status codes do not leave it.
/// </summary>
public sealed class AppStoreConnectApi : IDisposable
{
    // 200 resources with all that can be sent along.
    private const long LargestAnswer = 64 * 1024 * 1024;
    private const int MostPages = 1_000;

    // Apple refuses good tokens now and then.
    private const int MostRefusedTokens = 3;

    private readonly AppStoreConnectOptions _options;
    private readonly Uri _address;
    private readonly RetryPolicy _retry;
    private readonly TokenSource _tokens;
    private readonly HttpClient _client;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CallHour _hour = new();

    /// <param name="options">Where and who.</param>
    /// <param name="handler">Carries the requests; it must not follow redirects on its own. Not disposed here.</param>
    /// <param name="time">Measures and waits.</param>
    /// <param name="jitter">Gives a number from 0 up to 1.</param>
    /// <exception cref="DistributionException">The API's address is none, or plain http to another machine.</exception>
    public AppStoreConnectApi(AppStoreConnectOptions options, HttpMessageHandler handler, TimeProvider time, Func<double> jitter)
    {
        _options = options;
        _address = AppStoreConnectAddress.Parse(options.Address);
        _retry = new RetryPolicy(time, jitter, options.Retry);
        _tokens = new TokenSource(options.Key, AppStoreConnectAddress.AudienceOf(_address), time, options.Redactor);
        _client = new HttpClient(handler, disposeHandler: false) { MaxResponseContentBufferSize = LargestAnswer, Timeout = Timeout.InfiniteTimeSpan };
        Handler = handler;
        Time = time;
        Jitter = jitter;
    }

    /// <summary>What is left of the hour's calls, by the last answer; null before the first.</summary>
    public RateLimit? RateLimit { get; private set; }

    /// <summary>
    /// Whether so little is left of the hour's calls that work which can wait should wait for the next run; the rest is for
    /// what this run still has to do.
    /// </summary>
    public bool IsNearlyUsedUp => RateLimit is { } limit && limit.Remaining < limit.PerHour / 10;

    /// <summary>How many calls were made.</summary>
    public int Calls { get; private set; }

    internal HttpMessageHandler Handler { get; }

    internal TimeProvider Time { get; }

    internal Func<double> Jitter { get; }

    internal RetryLimits PartRetry => _options.PartRetry;

    public void Dispose()
    {
        _client.Dispose();
        _turn.Dispose();
    }

    /// <param name="path">With its parameters, escaped.</param>
    /// <param name="task">What it is for, for the message.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task<AppleDocument> GetAsync(string path, string task, CancellationToken cancellationToken) =>
        (await SendAsync(AppleRequest.Get(path), cancellationToken)).OrThrow(task);

    /// <summary>As <see cref="GetAsync"/>, but what is not there is null.</summary>
    internal async Task<AppleDocument?> FindAsync(string path, string task, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(AppleRequest.Get(path), cancellationToken);
        return answer.Refusal?.Kind is AppleFailureKind.Missing ? null : answer.OrThrow(task);
    }

    /// <summary>All pages of a list, in one document.</summary>
    internal async Task<AppleDocument> ListAsync(string path, string task, CancellationToken cancellationToken)
    {
        var whole = AppleDocument.Empty;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (string? next = path; next is not null;)
        {
            if (!seen.Add(next) || seen.Count > MostPages)
            {
                throw AppStoreConnectFaults.EndlessList(task);
            }

            var page = await GetAsync(next, task, cancellationToken);
            whole = new AppleDocument(whole.Data.AddRange(page.Data), whole.Included.AddRange(page.Included), null);
            next = page.Next;
        }

        return whole;
    }

    /// <summary>
    /// A write that must happen once. When its answer is lost, <paramref name="readBack"/> looks whether it happened, and
    /// only if it did not it is made again.
    /// </summary>
    internal Task<AppleAnswer> WriteAsync(AppleRequest request, Func<CancellationToken, Task<AppleDocument?>> readBack, CancellationToken cancellationToken) =>
        _retry.RunAsync(
            async token =>
            {
                var answer = await SendAsync(request, token);
                if (answer is not AppleAnswer.Lost)
                {
                    return new Attempt<AppleAnswer>(answer);
                }

                return await readBack(token) is { } found
                    ? new Attempt<AppleAnswer>(new AppleAnswer.Success(found))
                    : new Attempt<AppleAnswer>(answer, IsWorthAnother: true);
            },
            cancellationToken);

    internal Task<AppleAnswer> SendAsync(AppleRequest request, CancellationToken cancellationToken)
    {
        if (_options.Key.IsIndividual && TeamOperations.SubjectOf(request.Path) is { } subject)
        {
            throw AppStoreConnectFaults.NeedsTeamKey(subject);
        }

        var address = new Uri(_address, request.Path);
        if (!ServiceAddress.IsSameOrigin(address, _address))
        {
            // The token goes wherever a list's next page leads, so it must not lead away.
            throw AppStoreConnectFaults.LeadsAway(address);
        }

        var refusedTokens = 0;
        return _retry.RunAsync(
            async token =>
            {
                var attempt = await InTurnAsync(request, address, token);
                return attempt.Value.Refusal?.Kind is AppleFailureKind.BadCredentials ? attempt with { IsWorthAnother = ++refusedTokens < MostRefusedTokens } : attempt;
            },
            cancellationToken);
    }

    private async Task<Attempt<AppleAnswer>> InTurnAsync(AppleRequest request, Uri address, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (RateLimit is { } limit && limit.Pause > TimeSpan.Zero)
            {
                await Task.Delay(limit.Pause, Time, cancellationToken);
            }

            return await TryAsync(request, address, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Attempt<AppleAnswer>> TryAsync(AppleRequest request, Uri address, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(request.Limit);
        Calls++;
        _hour.Add(Time.GetUtcNow());
        try
        {
            using var message = request.ToMessage(address, _tokens.Current());
            using var response = await _client.SendAsync(message, limited.Token);
            var body = await response.Content.ReadAsByteArrayAsync(limited.Token);
            RateLimit = response.Headers.TryGetValues("X-Rate-Limit", out var values) ? RateLimit.Parse(values.First()) ?? RateLimit : RateLimit;
            return response.IsSuccessStatusCode ? Read(request, body) : Refused(request, response, body);
        }
        catch (Exception error) when (ServiceConnection.IsUnreached(error))
        {
            // Nothing was sent, so even a write can be tried again.
            return new Attempt<AppleAnswer>(new AppleAnswer.Failed(AppleFailure.Unreached(error.Message)), IsWorthAnother: true);
        }
        catch (Exception error) when (ServiceConnection.IsCut(error, cancellationToken))
        {
            return Cut(request, error.Message);
        }
    }

    private Attempt<AppleAnswer> Refused(AppleRequest request, HttpResponseMessage response, byte[] body)
    {
        var failure = AppleRefusal.Read(response, body);
        var failed = new AppleAnswer.Failed(failure);
        switch (failure.Kind)
        {
            case AppleFailureKind.BadCredentials:
                _tokens.Renew(response.Headers.Date);
                return new Attempt<AppleAnswer>(failed, IsWorthAnother: true);
            case AppleFailureKind.RateLimited:
                return new Attempt<AppleAnswer>(failed, IsWorthAnother: true, Asked(response));
            case AppleFailureKind.Unreachable:
                return Cut(request, failure.Errors.IsEmpty ? failure.Words : failure.Errors[0].ToString());
            case AppleFailureKind.NotYetKnown or AppleFailureKind.Missing when request.IsAboutNewThing:
                return new Attempt<AppleAnswer>(failed, IsWorthAnother: true, TimeSpan.FromSeconds(5));
            default:
                return new Attempt<AppleAnswer>(failed);
        }
    }

    private TimeSpan? Asked(HttpResponseMessage response) => ServiceConnection.RetryAfter(response, Time) ?? _hour.UntilOneIsFree(RateLimit, Time.GetUtcNow());

    private static Attempt<AppleAnswer> Read(AppleRequest request, byte[] body)
    {
        if (body.Length == 0 && request.IsWrite)
        {
            return new Attempt<AppleAnswer>(new AppleAnswer.Success(AppleDocument.Empty));
        }

        try
        {
            return new Attempt<AppleAnswer>(new AppleAnswer.Success(AppleDocument.Parse(body)));
        }
        catch (JsonException error)
        {
            return Cut(request, error.Message);
        }
    }

    private static Attempt<AppleAnswer> Cut(AppleRequest request, string detail) => request.IsWrite
        ? new Attempt<AppleAnswer>(new AppleAnswer.Lost())
        : new Attempt<AppleAnswer>(new AppleAnswer.Failed(AppleFailure.Unreached(detail)), IsWorthAnother: true);
}
