using System.Net;

namespace MobileDist.GooglePlay;

/// <summary>
/// Reads what a refusal means. Google's reasons grew vaguer over the years (a lost edit was <c>editDeleted</c> with 410 and
/// is <c>badRequest</c> with 400 now), so a reason or a sentence decides, whichever is known.
/// </summary>
internal static class PlayRefusal
{
    // The first that fits decides: sentences that tell exactly stand before those that only sound alike.
    private static readonly (string Words, PlayFailureKind Kind)[] Sentences =
    [
        ("changesNotSentForReview must not be set", PlayFailureKind.ReviewIsAutomatic),
        ("set the query parameter changesNotSentForReview", PlayFailureKind.ReviewIsManual),
        ("cannot be sent for review automatically", PlayFailureKind.ReviewIsManual),
        ("changesNotSentForReview", PlayFailureKind.ReviewIsManual),
        ("status draft may be created on draft app", PlayFailureKind.DraftAppOnly),
        ("has already been successfully committed", PlayFailureKind.EditCommitted),
        ("Edit has been deleted", PlayFailureKind.EditLost),
        ("edit has expired", PlayFailureKind.EditLost),
        ("uploads are not completed yet", PlayFailureKind.UploadsNotReady),
        ("TOS_NOT_ACCEPTED", PlayFailureKind.TermsNotAccepted),
        ("version code that has already been used", PlayFailureKind.VersionCodeUsed),
        ("Cannot update a published", PlayFailureKind.VersionCodeUsed),
        ("with the same version code as", PlayFailureKind.VersionCodeUsed),
        ("existing users to upgrade", PlayFailureKind.VersionCodeTooLow),
        ("signed with the wrong key", PlayFailureKind.WrongKey),
        ("was not signed", PlayFailureKind.NotSigned),
        ("cannot be analyzed", PlayFailureKind.BadPackage),
        ("which is too long", PlayFailureKind.NotesTooLong),
        ("has not been used in project", PlayFailureKind.ApiDisabled),
        ("insufficient authentication scopes", PlayFailureKind.WrongScope),
        ("Package not found", PlayFailureKind.PackageNotFound),
        ("No application was found", PlayFailureKind.PackageNotFound),
        ("Track not found", PlayFailureKind.TrackMissing),
        ("changes in review", PlayFailureKind.InReview),
        ("changes that are in review", PlayFailureKind.InReview),
        ("currently in review", PlayFailureKind.InReview),
        ("caller does not have permission", PlayFailureKind.NoPermission),
        ("Precondition check failed", PlayFailureKind.PreconditionFailed),
    ];

    private static readonly (string Reason, PlayFailureKind Kind)[] Reasons =
    [
        ("ACCESS_TOKEN_SCOPE_INSUFFICIENT", PlayFailureKind.WrongScope),
        ("insufficientPermissions", PlayFailureKind.WrongScope),
        ("SERVICE_DISABLED", PlayFailureKind.ApiDisabled),
        ("accessNotConfigured", PlayFailureKind.ApiDisabled),
        ("applicationNotFound", PlayFailureKind.PackageNotFound),
        ("editDeleted", PlayFailureKind.EditLost),
        ("editExpired", PlayFailureKind.EditLost),
        ("editNotFound", PlayFailureKind.EditLost),
        ("editAlreadyCommitted", PlayFailureKind.EditCommitted),
        ("apkUpgradeVersionConflict", PlayFailureKind.VersionCodeUsed),
        ("replacingBundleWithApk", PlayFailureKind.VersionCodeUsed),
        ("replacingApkWithBundle", PlayFailureKind.VersionCodeUsed),
        ("apkNoUpgradePath", PlayFailureKind.VersionCodeTooLow),
        ("apkNotificationMessageKeyUpgradeVersionConflict", PlayFailureKind.VersionCodeTooLow),
        ("apkNotificationMessageKeyBundleUnsigned", PlayFailureKind.NotSigned),
        ("trackEmpty", PlayFailureKind.TrackMissing),
        ("concurrentUpdate", PlayFailureKind.Concurrent),
        ("ABORTED", PlayFailureKind.Concurrent),
        ("rateLimitExceeded", PlayFailureKind.RateLimited),
        ("userRateLimitExceeded", PlayFailureKind.RateLimited),
        ("quotaExceeded", PlayFailureKind.RateLimited),
        ("RESOURCE_EXHAUSTED", PlayFailureKind.RateLimited),
        ("userInsufficientPermission", PlayFailureKind.NoPermission),
    ];

    public static PlayFailure Read(HttpStatusCode status, ReadOnlySpan<byte> body)
    {
        var error = PlayErrorBody.Parse(body);
        return new PlayFailure(
            KindOf(status, error),
            error.Reasons.FirstOrDefault(),
            error.Messages.FirstOrDefault() ?? $"Google answered {(int)status} without a reason.");
    }

    private static PlayFailureKind KindOf(HttpStatusCode status, PlayErrorBody error)
    {
        switch (status)
        {
            case HttpStatusCode.Unauthorized:
                return PlayFailureKind.BadCredentials;
            case HttpStatusCode.TooManyRequests:
                return PlayFailureKind.RateLimited;
            case HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError:
                return PlayFailureKind.Unreachable;
        }

        foreach (var (words, kind) in Sentences)
        {
            if (error.Messages.Any(message => message.Contains(words, StringComparison.OrdinalIgnoreCase)))
            {
                return kind;
            }
        }

        foreach (var (reason, kind) in Reasons)
        {
            if (error.Reasons.Contains(reason, StringComparer.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return status switch
        {
            HttpStatusCode.Forbidden when error.Reasons.Contains("forbidden", StringComparer.OrdinalIgnoreCase) && !error.Messages.IsEmpty => PlayFailureKind.Refused,
            HttpStatusCode.Forbidden => PlayFailureKind.NoPermission,
            HttpStatusCode.NotFound => PlayFailureKind.Missing,
            HttpStatusCode.Conflict => PlayFailureKind.Concurrent,
            HttpStatusCode.Gone => PlayFailureKind.EditLost,
            _ => PlayFailureKind.Refused,
        };
    }
}
