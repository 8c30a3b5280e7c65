using Google.Apis.AndroidPublisher.v3;
using Google.Apis.Requests;
using Newtonsoft.Json;

namespace MobileDist.GooglePlay;

/// <summary>The Google Play Developer API: one retry policy, refusals told apart. Status codes do not leave it.</summary>
public sealed class GooglePlayApi : IDisposable
{
    // All bundles of an app that was published for many years.
    private const int LargestAnswer = 32 * 1024 * 1024;

    private const int MostRefusedTokens = 3;

    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(5);

    private readonly GooglePlayOptions _options;
    private readonly Func<PlayChannel> _open;
    private readonly PlayChannel _channel;
    private readonly RetryPolicy _retry;

    /// <param name="options">Where.</param>
    /// <param name="tokens">Who.</param>
    /// <param name="handler">Carries the requests; it must not follow redirects on its own. Not disposed here.</param>
    /// <param name="time">Measures and waits.</param>
    /// <param name="jitter">Gives a number from 0 up to 1.</param>
    /// <exception cref="DistributionException">The API's address is none, or plain http to another machine.</exception>
    public GooglePlayApi(GooglePlayOptions options, IAccessTokens tokens, HttpMessageHandler handler, TimeProvider time, Func<double> jitter)
    {
        var address = PlayAddress.Parse(options.Address);
        _options = options;
        _open = () => new PlayChannel(new PlayAccessHandler(handler, tokens, address, time), address);
        _channel = _open();
        _retry = new RetryPolicy(time, jitter, options.Retry);
        Time = time;
        Jitter = jitter;
    }

    internal AndroidPublisherService Service => _channel.Service;

    internal TimeProvider Time { get; }

    internal Func<double> Jitter { get; }

    internal TimeSpan LongestSilence => _options.LongestSilence;

    internal RetryPolicy EditRetry => new(Time, Jitter, _options.EditRetry);

    internal RetryPolicy CommitRetry => new(Time, Jitter, _options.CommitRetry);

    public void Dispose() => _channel.Dispose();

    /// <summary>A channel of one's own; to be disposed.</summary>
    internal PlayChannel OpenChannel() => _open();

    /// <summary>Tries until there is an answer worth having.</summary>
    /// <param name="request">Made anew for each try.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="isReplayable">Whether doing it twice does no harm. Where it does, a lost answer is <see cref="PlayAnswer{T}.Lost"/>.</param>
    internal Task<PlayAnswer<T>> SendAsync<T>(ClientServiceRequest<T> request, CancellationToken cancellationToken, bool isReplayable = true)
    {
        TimeSpan? asked = null;
        return TryAsync<PlayAnswer<T>>(
            async token =>
            {
                asked = null;
                using var limited = CancellationTokenSource.CreateLinkedTokenSource(token);
                limited.CancelAfter(LongestCall);
                using var response = await OpenAsync(request, limited.Token);
                asked = ServiceConnection.RetryAfter(response, Time);
                var body = await ReadAsync(response, limited.Token);
                return response.IsSuccessStatusCode
                    ? Read<T>(body, isReplayable)
                    : Failed<T>(PlayRefusal.Read(response.StatusCode, body), isReplayable);
            },
            message => Failed<T>(PlayFailure.Unreached(message), isReplayable),
            message => new PlayAnswer<T>.Failed(PlayFailure.Unreached(message)),
            answer => answer.Failure?.Kind,
            () => asked,
            cancellationToken);
    }

    /// <summary>One try after the other, as the failures ask for it. Also for what is sent another way, such as uploads.</summary>
    /// <param name="attempt">One try.</param>
    /// <param name="cut">What a broken connection means.</param>
    /// <param name="notSent">What it means that nobody was reached, so that nothing can have happened.</param>
    /// <param name="failureOf">Why it failed, if it did.</param>
    /// <param name="asked">How long the last answer asked to wait.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal Task<TAnswer> TryAsync<TAnswer>(
        Func<CancellationToken, Task<TAnswer>> attempt,
        Func<string, TAnswer> cut,
        Func<string, TAnswer> notSent,
        Func<TAnswer, PlayFailureKind?> failureOf,
        Func<TimeSpan?> asked,
        CancellationToken cancellationToken)
    {
        var refusedTokens = 0;
        return _retry.RunAsync(
            async token =>
            {
                TAnswer answer;
                try
                {
                    answer = await attempt(token);
                }
                catch (Exception error) when (ServiceConnection.IsUnreached(error))
                {
                    answer = notSent(error.Message);
                }
                catch (Exception error) when (ServiceConnection.IsCut(error, token))
                {
                    answer = cut(error.Message);
                }

                return failureOf(answer) switch
                {
                    PlayFailureKind.Unreachable or PlayFailureKind.RateLimited => new Attempt<TAnswer>(answer, IsWorthAnother: true, asked()),
                    PlayFailureKind.BadCredentials => new Attempt<TAnswer>(answer, IsWorthAnother: ++refusedTokens < MostRefusedTokens),
                    _ => new Attempt<TAnswer>(answer),
                };
            },
            cancellationToken);
    }

    /// <summary>The answer with its body still to come.</summary>
    internal async Task<HttpResponseMessage> OpenAsync<T>(ClientServiceRequest<T> request, CancellationToken cancellationToken)
    {
        using var message = request.CreateRequest();
        return await Service.HttpClient.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    internal static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellationToken);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    private PlayAnswer<T> Read<T>(byte[] body, bool isReplayable)
    {
        try
        {
            return new PlayAnswer<T>.Success(body.Length == 0 ? default! : Service.Serializer.Deserialize<T>(System.Text.Encoding.UTF8.GetString(body)));
        }
        catch (JsonException error)
        {
            return Failed<T>(PlayFailure.Unreached(error.Message), isReplayable);
        }
    }

    private static PlayAnswer<T> Failed<T>(PlayFailure failure, bool isReplayable) =>
        failure.Kind is PlayFailureKind.Unreachable && !isReplayable ? new PlayAnswer<T>.Lost() : new PlayAnswer<T>.Failed(failure);
}
