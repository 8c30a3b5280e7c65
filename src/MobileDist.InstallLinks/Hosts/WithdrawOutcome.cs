namespace MobileDist.InstallLinks;

/// <summary>What became of taking a release down.</summary>
public abstract record WithdrawOutcome
{
    private WithdrawOutcome()
    {
    }

    /// <summary>Whether the release can no longer be installed from the host.</summary>
    public bool IsGone => this is Removed or NothingThere;

    /// <summary>It was there and is gone.</summary>
    public sealed record Removed : WithdrawOutcome;

    /// <summary>There was nothing under the key.</summary>
    public sealed record NothingThere : WithdrawOutcome;

    /// <summary>It is still there.</summary>
    /// <param name="Reason">Why, in one sentence.</param>
    public sealed record NotPossible(string Reason) : WithdrawOutcome;
}
