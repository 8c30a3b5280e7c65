using System.Collections.Immutable;

namespace MobileDist.AppStoreConnect;

/// <summary>How an upload ended.</summary>
public abstract record BuildUploadOutcome
{
    private BuildUploadOutcome()
    {
    }

    /// <summary>Apple has the package.</summary>
    /// <param name="Record">Where it is.</param>
    /// <param name="WasThere">Whether it was there before, so that nothing was sent.</param>
    public sealed record Uploaded(BuildUploadRecord Record, bool WasThere) : BuildUploadOutcome;

    /// <summary>The build number is not higher than the one before.</summary>
    /// <param name="Previous">The one before, where Apple names it.</param>
    /// <param name="Next">One that Apple would take; null when that cannot be told.</param>
    /// <param name="Errors">Apple's own.</param>
    public sealed record BuildNumberUsed(string? Previous, string? Next, ImmutableArray<AppleError> Errors) : BuildUploadOutcome;

    /// <summary>Apple takes no more uploads of this app today; nothing but a day's wait helps.</summary>
    public sealed record DailyLimit(ImmutableArray<AppleError> Errors) : BuildUploadOutcome;
}
