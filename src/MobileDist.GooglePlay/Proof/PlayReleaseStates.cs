namespace MobileDist.GooglePlay;

/// <summary>Google's words for how far a release is.</summary>
internal static class PlayReleaseStates
{
    public static PlayReleaseState Parse(string? state) => state switch
    {
        "RELEASE_LIFECYCLE_STATE_DRAFT" => PlayReleaseState.Draft,
        "RELEASE_LIFECYCLE_STATE_NOT_SENT_FOR_REVIEW" => PlayReleaseState.NotSentForReview,
        "RELEASE_LIFECYCLE_STATE_IN_REVIEW" => PlayReleaseState.InReview,
        "RELEASE_LIFECYCLE_STATE_APPROVED_NOT_PUBLISHED" => PlayReleaseState.ApprovedNotPublished,
        "RELEASE_LIFECYCLE_STATE_NOT_APPROVED" => PlayReleaseState.Rejected,
        "RELEASE_LIFECYCLE_STATE_PUBLISHED" => PlayReleaseState.Published,
        _ => PlayReleaseState.Unknown,
    };
}
