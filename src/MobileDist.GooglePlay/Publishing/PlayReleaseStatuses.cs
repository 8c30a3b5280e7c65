namespace MobileDist.GooglePlay;

/// <summary>Google's words for a release's status.</summary>
internal static class PlayReleaseStatuses
{
    public static string ToApi(this PlayReleaseStatus status) => status switch
    {
        PlayReleaseStatus.Completed => "completed",
        PlayReleaseStatus.InProgress => "inProgress",
        PlayReleaseStatus.Halted => "halted",
        PlayReleaseStatus.Draft => "draft",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Cannot be asked for."),
    };

    public static PlayReleaseStatus Parse(string? status) => status switch
    {
        "completed" => PlayReleaseStatus.Completed,
        "inProgress" => PlayReleaseStatus.InProgress,
        "halted" => PlayReleaseStatus.Halted,
        "draft" => PlayReleaseStatus.Draft,
        _ => PlayReleaseStatus.Unknown,
    };
}
