namespace MobileDist;

/// <summary>How long a <see cref="RetryPolicy"/> goes on.</summary>
public sealed record RetryLimits
{
    /// <summary>Tries in all, the first included.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>Wait after the first failure; it doubles after each further one.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The doubling ends here; a service that asks for a longer wait gets it.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>No wait is begun that would end later than this after the first try.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(10);
}
