namespace MobileDist.GooglePlay;

/// <summary>What became of taking a release off its testers.</summary>
public abstract record PlayWithdrawalOutcome
{
    private PlayWithdrawalOutcome()
    {
    }

    /// <summary>Nobody new gets it; who has it keeps it.</summary>
    /// <param name="VersionCodes">What the release serves no longer.</param>
    public sealed record Halted(IReadOnlyList<long> VersionCodes) : PlayWithdrawalOutcome;

    /// <summary>The track serves no such release.</summary>
    public sealed record NothingThere : PlayWithdrawalOutcome;

    /// <summary>Google did not do it.</summary>
    /// <param name="Fault">Why, and what to do.</param>
    public sealed record Refused(Fault Fault) : PlayWithdrawalOutcome;
}
