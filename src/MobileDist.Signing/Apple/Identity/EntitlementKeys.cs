namespace MobileDist.Signing.Apple.Identity;

/// <summary>The entitlements that have rules of their own (Apple, "Entitlements"; TN3125).</summary>
internal static class EntitlementKeys
{
    public const string ApplicationIdentifier = "application-identifier";
    public const string TeamIdentifier = "com.apple.developer.team-identifier";
    public const string GetTaskAllow = "get-task-allow";
    public const string BetaReports = "beta-reports-active";
    public const string Push = "aps-environment";
    public const string KeychainGroups = "keychain-access-groups";
    public const string AssociatedDomains = "com.apple.developer.associated-domains";
    public const string CloudEnvironment = "com.apple.developer.icloud-container-environment";
    public const string CloudServices = "com.apple.developer.icloud-services";
    public const string KeyValueStore = "com.apple.developer.ubiquity-kvstore-identifier";
    public const string PassTypes = "com.apple.developer.pass-type-identifiers";
    public const string OnDemandInstall = "com.apple.developer.on-demand-install-capable";
    public const string AssociatedClips = "com.apple.developer.associated-appclip-app-identifiers";
    public const string ParentApplications = "com.apple.developer.parent-application-identifiers";

    /// <summary>Taken from the profile, whatever the app had or the user asks.</summary>
    public static bool IsDerived(string key) => key is ApplicationIdentifier or TeamIdentifier or GetTaskAllow or BetaReports;

    /// <summary>Stands in profiles and means nothing in an app.</summary>
    public static bool IsProfileOnly(string key) => key
        is "com.apple.developer.icloud-container-development-container-identifiers"
        or "com.apple.developer.restricted-resource-mode"
        or "com.apple.application-identifier";

    /// <summary>Names that belong to a team: after a change of the team only the new one's can be meant.</summary>
    public static bool IsTeamBound(string key) => key
        is "com.apple.security.application-groups"
        or "com.apple.developer.in-app-payments"
        or "com.apple.developer.icloud-container-identifiers"
        or "com.apple.developer.ubiquity-container-identifiers"
        or KeyValueStore
        or PassTypes;
}
