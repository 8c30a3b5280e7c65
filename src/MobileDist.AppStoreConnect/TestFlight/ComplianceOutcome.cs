namespace MobileDist.AppStoreConnect;

/// <summary>What became of the question about encryption, which is a legal answer and never given for the user.</summary>
public abstract record ComplianceOutcome
{
    private ComplianceOutcome()
    {
    }

    /// <summary>The build says so itself, or somebody has answered; a second answer is not possible.</summary>
    /// <param name="UsesNonExemptEncryption">What the answer is; null where Apple has one and does not show it yet.</param>
    public sealed record AlreadyAnswered(bool? UsesNonExemptEncryption) : ComplianceOutcome;

    /// <summary>Answered as stated. The build goes back to processing for some minutes: wait again.</summary>
    public sealed record Answered : ComplianceOutcome;

    /// <summary>Nobody has answered, and the user states nothing: no tester gets the build.</summary>
    public sealed record NotStated(Fault Why) : ComplianceOutcome;

    /// <summary>An app with such encryption needs documents that only a person can give.</summary>
    public sealed record NeedsDocuments(Fault Why) : ComplianceOutcome;
}
