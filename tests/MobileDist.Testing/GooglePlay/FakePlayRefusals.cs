namespace MobileDist.Testing.GooglePlay;

/// <summary>Google's refusals, in the words that it is known for.</summary>
public static class FakePlayRefusals
{
    public static FakePlayAnswer NoPermission() => FakePlayAnswer.Refusal(403, "forbidden", "The caller does not have permission", "PERMISSION_DENIED");

    public static FakePlayAnswer WrongScope() => FakePlayAnswer.Refusal(403, "insufficientPermissions", "Request had insufficient authentication scopes.", "PERMISSION_DENIED", "ACCESS_TOKEN_SCOPE_INSUFFICIENT");

    public static FakePlayAnswer ApiDisabled() => FakePlayAnswer.Refusal(
        403, "accessNotConfigured", "Google Play Android Developer API has not been used in project 123456 before or it is disabled.", "PERMISSION_DENIED", "SERVICE_DISABLED");

    public static FakePlayAnswer PackageNotFound(string packageName) => FakePlayAnswer.Refusal(404, "applicationNotFound", $"Package not found: {packageName}.", "NOT_FOUND");

    public static FakePlayAnswer DraftAppOnly() => FakePlayAnswer.Refusal(400, "badRequest", "Only releases with status draft may be created on draft app.", "INVALID_ARGUMENT");

    public static FakePlayAnswer ReviewIsManual() => FakePlayAnswer.Refusal(
        400,
        "badRequest",
        "Changes cannot be sent for review automatically. Please set the query parameter changesNotSentForReview to true. Once committed, the changes in this edit can be sent for review from the Google Play Console UI.",
        "INVALID_ARGUMENT");

    public static FakePlayAnswer ReviewIsAutomatic() => FakePlayAnswer.Refusal(
        400, "badRequest", "Changes are sent for review automatically. The query parameter changesNotSentForReview must not be set.", "INVALID_ARGUMENT");

    public static FakePlayAnswer InReview() => FakePlayAnswer.Refusal(400, "badRequest", "The app has changes in review.", "FAILED_PRECONDITION");

    public static FakePlayAnswer VersionCodeUsed() => FakePlayAnswer.Refusal(403, "apkUpgradeVersionConflict", "APK specifies a version code that has already been used.");

    public static FakePlayAnswer NoUpgradePath() => FakePlayAnswer.Refusal(
        403, "apkNoUpgradePath", "You cannot rollout this release because it does not allow any existing users to upgrade to the newly added APKs.");

    public static FakePlayAnswer NotSigned() => FakePlayAnswer.Refusal(
        403, "apkNotificationMessageKeyBundleUnsigned", "The Android App Bundle was not signed. Please sign the bundle using jarsigner.");

    public static FakePlayAnswer WrongKey() => FakePlayAnswer.Refusal(
        403,
        "forbidden",
        "The Android App Bundle was signed with the wrong key. Found: SHA1: AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA, expected: SHA1: BB:BB:BB:BB:BB:BB:BB:BB:BB:BB:BB:BB:BB:BB:BB:BB:BB:BB:BB:BB");

    public static FakePlayAnswer BadPackage() => FakePlayAnswer.Refusal(403, "forbidden", "APK cannot be analyzed using aapt dump badging.");

    public static FakePlayAnswer EditDeleted() => FakePlayAnswer.Refusal(400, "badRequest", "This Edit has been deleted.", "INVALID_ARGUMENT");

    public static FakePlayAnswer EditExpired() => FakePlayAnswer.Refusal(400, "failedPrecondition", "This edit has expired please create a new Edit.", "FAILED_PRECONDITION");

    public static FakePlayAnswer EditCommitted() => FakePlayAnswer.Refusal(
        400, "editAlreadyCommitted", "This edit has already been successfully committed, please create a new Edit.");

    public static FakePlayAnswer EditNotFound() => FakePlayAnswer.Refusal(404, "editNotFound", "No edit was found for the given ID.");

    public static FakePlayAnswer UploadsNotReady() => FakePlayAnswer.Refusal(400, null, "Some of the Android App Bundle uploads are not completed yet.");

    public static FakePlayAnswer TermsNotAccepted(string packageName) => FakePlayAnswer.Refusal(
        400, "failedPrecondition", $"UploadException: TOS_NOT_ACCEPTED [[]] ({packageName})", "FAILED_PRECONDITION");

    public static FakePlayAnswer NotesTooLong(string language, int length) => FakePlayAnswer.Refusal(
        403, "forbidden", $"The release created has notes in language {language} with length {length}, which is too long (max: 500).");

    public static FakePlayAnswer TrackMissing(string track) => FakePlayAnswer.Refusal(404, "trackEmpty", $"Track not found: {track}.", "NOT_FOUND");

    public static FakePlayAnswer Concurrent() => FakePlayAnswer.Refusal(409, "concurrentUpdate", "The operation was aborted.", "ABORTED");

    public static FakePlayAnswer Invalid(string message) => FakePlayAnswer.Refusal(400, "invalidValue", message, "INVALID_ARGUMENT");
}
