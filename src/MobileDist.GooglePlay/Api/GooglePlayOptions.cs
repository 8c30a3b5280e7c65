namespace MobileDist.GooglePlay;

/// <summary>Where the API is and how long to try.</summary>
public sealed record GooglePlayOptions
{
    public const string StandardAddress = "https://androidpublisher.googleapis.com";

    /// <summary><see cref="StandardAddress"/> or another server; http on loopback only.</summary>
    public string Address { get; init; } = StandardAddress;

    /// <summary>How long a download may bring nothing before it counts as broken.</summary>
    public TimeSpan LongestSilence { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Tries for one request.</summary>
    public RetryLimits Retry { get; init; } = new();

    /// <summary>
    /// Tries for a whole edit: whoever begins another with the same account ends ours, and each needs time for its
    /// upload, so the waits are longer.
    /// </summary>
    public RetryLimits EditRetry { get; init; } = new() { Attempts = 8, FirstDelay = TimeSpan.FromSeconds(10), LongestDelay = TimeSpan.FromMinutes(3), Total = TimeSpan.FromMinutes(90) };

    /// <summary>Tries for a commit while Play still digests what was uploaded.</summary>
    public RetryLimits CommitRetry { get; init; } = new() { Attempts = 10, FirstDelay = TimeSpan.FromSeconds(10), Total = TimeSpan.FromMinutes(10) };
}
