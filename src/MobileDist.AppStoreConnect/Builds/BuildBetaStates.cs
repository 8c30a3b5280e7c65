namespace MobileDist.AppStoreConnect;

/// <summary>A build's two ways to testers.</summary>
/// <param name="Id">Of the resource that holds them.</param>
/// <param name="Internal">For users of App Store Connect.</param>
/// <param name="External">For everybody else.</param>
/// <param name="NotifiesTesters">Whether Apple mails the testers by itself once they can install it; null when Apple does not say.</param>
public sealed record BuildBetaStates(string Id, BetaBuildState Internal, BetaBuildState External, bool? NotifiesTesters)
{
    internal static BuildBetaStates Of(AppleResource detail) =>
        new(detail.Id, Parse(detail.Text("internalBuildState")), Parse(detail.Text("externalBuildState")), detail.Flag("autoNotifyEnabled"));

    private static BetaBuildState Parse(string? state) => state switch
    {
        "PROCESSING" => BetaBuildState.Processing,
        "PROCESSING_EXCEPTION" => BetaBuildState.ProcessingException,
        "MISSING_EXPORT_COMPLIANCE" => BetaBuildState.MissingExportCompliance,
        "IN_EXPORT_COMPLIANCE_REVIEW" => BetaBuildState.InExportComplianceReview,
        "READY_FOR_BETA_TESTING" => BetaBuildState.ReadyForTesting,
        "IN_BETA_TESTING" => BetaBuildState.InTesting,
        "EXPIRED" => BetaBuildState.Expired,
        "READY_FOR_BETA_SUBMISSION" => BetaBuildState.ReadyForSubmission,
        "WAITING_FOR_BETA_REVIEW" => BetaBuildState.WaitingForReview,
        "IN_BETA_REVIEW" => BetaBuildState.InReview,
        "BETA_REJECTED" => BetaBuildState.Rejected,
        "BETA_APPROVED" => BetaBuildState.Approved,
        "NOT_APPLICABLE" => BetaBuildState.NotApplicable,
        _ => BetaBuildState.Unknown,
    };
}
