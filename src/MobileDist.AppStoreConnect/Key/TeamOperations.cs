namespace MobileDist.AppStoreConnect;

/// <summary>
/// What an individual key may not do: "Individual keys aren't able to use Provisioning endpoints, access Sales and Finance"
/// (https://developer.apple.com/documentation/appstoreconnectapi/creating-api-keys-for-app-store-connect-api).
/// </summary>
internal static class TeamOperations
{
    private static readonly (string Segment, string Subject)[] Subjects =
    [
        ("devices", "devices"),
        ("profiles", "provisioning profiles"),
        ("certificates", "certificates"),
        ("bundleIds", "bundle identifiers"),
        ("bundleIdCapabilities", "capabilities of bundle identifiers"),
        ("salesReports", "sales reports"),
        ("financeReports", "finance reports"),
    ];

    /// <summary>The words for what needs a team key at this path; null when any key will do.</summary>
    public static string? SubjectOf(string path)
    {
        var segments = path.Split('?', 2)[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments.Length < 2 ? null : Array.Find(Subjects, subject => string.Equals(subject.Segment, segments[1], StringComparison.OrdinalIgnoreCase)).Subject;
    }
}
