using System.Collections.Immutable;

namespace MobileDist.AppStoreConnect;

/// <summary>What became of sending a build to Beta App Review.</summary>
public abstract record ReviewOutcome
{
    private ReviewOutcome()
    {
    }

    /// <summary>In Apple's hands now.</summary>
    public sealed record Submitted : ReviewOutcome;

    /// <summary>Nothing to do: it was submitted before, is through, or was decided about.</summary>
    public sealed record AlreadyDone(BetaBuildState State) : ReviewOutcome;

    /// <summary>Apple reviews one build of a version at a time.</summary>
    public sealed record AnotherInReview(Fault Why) : ReviewOutcome;

    /// <summary>The build is not so far, or no longer.</summary>
    public sealed record NotPossible(BetaBuildState State) : ReviewOutcome;

    /// <summary>Texts are missing that Apple asks for.</summary>
    /// <param name="Missing">By the names that App Store Connect shows.</param>
    /// <param name="Why">With where to fill them in.</param>
    public sealed record Incomplete(ImmutableArray<string> Missing, Fault Why) : ReviewOutcome;
}
