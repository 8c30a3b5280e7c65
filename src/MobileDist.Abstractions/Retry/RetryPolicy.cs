namespace MobileDist;

/// <summary>
/// The house's one way to try again: waits that double, with jitter so that many jobs do not come back in the same
/// moment, never shorter than the service asked for, and an end. What is worth another try is the caller's to say: a
/// write whose answer was lost is not, it has to be read back.
/// </summary>
/// <param name="time">Measures and waits.</param>
/// <param name="jitter">Gives a number from 0 up to 1, such as <see cref="Random.NextDouble"/> of <see cref="Random.Shared"/>.</param>
/// <param name="limits">When to give up.</param>
public sealed class RetryPolicy(TimeProvider time, Func<double> jitter, RetryLimits limits)
{
    /// <summary>Tries until an outcome is final or the limits are reached; gives the last outcome.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<Attempt<T>>> attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var start = time.GetTimestamp();
        var backOff = limits.FirstDelay;
        for (var tries = 1; ; tries++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = await attempt(cancellationToken);
            if (!result.IsWorthAnother || tries >= limits.Attempts)
            {
                return result.Value;
            }

            // Half to the whole of the back-off, on top of what was asked for: never before the service wants us.
            var wait = (backOff * (0.5 + (jitter() / 2))) + (result.Wait ?? TimeSpan.Zero);
            if (time.GetElapsedTime(start) + wait > limits.Total)
            {
                return result.Value;
            }

            await Task.Delay(wait, time, cancellationToken);
            backOff = backOff * 2 < limits.LongestDelay ? backOff * 2 : limits.LongestDelay;
        }
    }
}
