using System.Collections.Immutable;

namespace MobileDist.AppStoreConnect;

/// <summary>How a wait for Apple ended.</summary>
public abstract record BuildWaitOutcome
{
    private BuildWaitOutcome()
    {
    }

    /// <summary>Processed, and both states for testers are known; whether anybody can install it is another question.</summary>
    /// <param name="Build">As it is now.</param>
    /// <param name="Warnings">What Apple says about it nevertheless.</param>
    public sealed record Ready(AppleBuild Build, ImmutableArray<AppleNote> Warnings) : BuildWaitOutcome;

    /// <summary>Apple does not take the package.</summary>
    public sealed record Rejected(ImmutableArray<AppleNote> Errors) : BuildWaitOutcome;

    /// <summary>Apple takes no more uploads of this app today.</summary>
    public sealed record DailyLimit(ImmutableArray<AppleNote> Errors) : BuildWaitOutcome;

    /// <summary>The limit came first; a later wait goes on from here.</summary>
    /// <param name="Stage">What did not come.</param>
    /// <param name="BuildId">Null when the build was not listed yet.</param>
    /// <param name="Waited">In this stage.</param>
    public sealed record NotYet(BuildWaitStage Stage, string? BuildId, TimeSpan Waited) : BuildWaitOutcome;
}
