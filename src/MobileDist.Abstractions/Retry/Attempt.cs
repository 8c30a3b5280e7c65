namespace MobileDist;

/// <summary>How one try ended.</summary>
/// <param name="Value">The outcome; of the last try it is what the caller gets, good or bad.</param>
/// <param name="IsWorthAnother">Whether trying again can end differently, and does no harm.</param>
/// <param name="Wait">The least time to wait, where the service asked for one.</param>
public readonly record struct Attempt<T>(T Value, bool IsWorthAnother = false, TimeSpan? Wait = null);
