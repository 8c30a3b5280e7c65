namespace MobileDist.AppStoreConnect;

/// <summary>How long to wait for each step of Apple's, and how often to look.</summary>
public sealed record BuildWaitLimits
{
    /// <summary>Until the build is listed; minutes mostly, an hour at times.</summary>
    public TimeSpan Appears { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>From then until it is processed.</summary>
    public TimeSpan Processes { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>From then until Apple knows whom it may go to.</summary>
    public TimeSpan Settles { get; init; } = TimeSpan.FromMinutes(20);

    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(20);
}
