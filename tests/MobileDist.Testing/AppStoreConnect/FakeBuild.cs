namespace MobileDist.Testing.AppStoreConnect;

/// <summary>A build. What it is right now follows from the clock, until something is set.</summary>
public sealed class FakeBuild(string id, string appId, string version, string buildNumber, string platform, DateTimeOffset uploaded)
{
    public string Id => id;

    public string AppId => appId;

    public string Version => version;

    public string BuildNumber => buildNumber;

    public string Platform => platform;

    public DateTimeOffset Uploaded => uploaded;

    public string? UploadId { get; set; }

    /// <summary>When processing ends.</summary>
    public DateTimeOffset Processed { get; set; }

    /// <summary>When both beta states are known.</summary>
    public DateTimeOffset Settled { get; set; }

    /// <summary>When an answer about encryption shows in both beta states.</summary>
    public DateTimeOffset AnswerShows { get; set; }

    /// <summary>How processing ends.</summary>
    public string ProcessingResult { get; set; } = "VALID";

    public bool? UsesNonExemptEncryption { get; set; }

    public bool IsExpired { get; set; }

    public bool AutoNotify { get; set; }

    /// <summary>The mails to all who can install it.</summary>
    public int Notifications { get; set; }

    /// <summary>The declaration about encryption that it refers to.</summary>
    public string? DeclarationId { get; set; }

    /// <summary>Whether Apple lists no detail of the build, as in an outage.</summary>
    public bool HasNoDetail { get; set; }

    /// <summary>WAITING_FOR_REVIEW, IN_REVIEW, REJECTED or APPROVED; null before it was submitted.</summary>
    public string? ReviewState { get; set; }

    /// <summary>Overrides what would follow from all else.</summary>
    public string? ExternalState { get; set; }

    public HashSet<string> GroupIds { get; } = new(StringComparer.Ordinal);

    public HashSet<string> TesterIds { get; } = new(StringComparer.Ordinal);

    public string ProcessingStateAt(DateTimeOffset now) => now < Processed ? "PROCESSING" : ProcessingResult;

    public string InternalStateAt(DateTimeOffset now) =>
        now < AnswerShows ? "MISSING_EXPORT_COMPLIANCE"
        : now < Settled ? "PROCESSING"
        : IsExpired ? "EXPIRED"
        : UsesNonExemptEncryption is null ? "MISSING_EXPORT_COMPLIANCE"
        : GroupIds.Count > 0 ? "IN_BETA_TESTING"
        : "READY_FOR_BETA_TESTING";

    public string ExternalStateAt(DateTimeOffset now) => ExternalState ?? (
        now < AnswerShows ? "MISSING_EXPORT_COMPLIANCE"
        : now < Settled ? "PROCESSING"
        : IsExpired ? "EXPIRED"
        : UsesNonExemptEncryption is null ? "MISSING_EXPORT_COMPLIANCE"
        : ReviewState switch
        {
            null => "READY_FOR_BETA_SUBMISSION",
            "WAITING_FOR_REVIEW" => "WAITING_FOR_BETA_REVIEW",
            "IN_REVIEW" => "IN_BETA_REVIEW",
            "REJECTED" => "BETA_REJECTED",
            _ => GroupIds.Count > 0 ? "IN_BETA_TESTING" : "BETA_APPROVED",
        });
}
