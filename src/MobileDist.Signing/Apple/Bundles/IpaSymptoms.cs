namespace MobileDist.Signing.Apple.Bundles;

/// <summary>What phones say to each kind of finding: mostly "Unable to Install" for the user, and a code with its text in the device's log.</summary>
internal static class IpaSymptoms
{
    private const string Resource = "\"Unable to Install\"; log: 0xe8008017, a signed resource has been added, modified, or deleted.";
    private const string Signature = "\"Unable to Install\", \"integrity could not be verified\"; log: 0xe8008014, the executable contains an invalid signature.";
    private const string Profile = "\"Unable to Install\"; log: 0xe8008015, a valid provisioning profile for this executable was not found.";
    private const string Entitlements = "\"Unable to Install\"; log: 0xe8008016, the executable was signed with invalid entitlements.";

    // Nobody has published what a device says of one.
    private const string AssetPack = "The app may install, and its on-demand resources not load.";

    public static string Of(IpaFinding finding) => finding.Kind switch
    {
        IpaFindingKind.Code or IpaFindingKind.CodeMalformed when finding.Bundle.EndsWith(".assetpack", StringComparison.Ordinal) => AssetPack,
        IpaFindingKind.NotUnderPayload or IpaFindingKind.EntryDamaged => "\"could not be installed\"; log: 0xe8000050, package extraction failed.",
        IpaFindingKind.SealMissing or IpaFindingKind.SealMalformed or IpaFindingKind.ResourceAdded or IpaFindingKind.ResourceModified or IpaFindingKind.ResourceMissing
            or IpaFindingKind.RulesWeak or IpaFindingKind.SignatureFolderStranger => Resource,
        IpaFindingKind.Code => finding.Code?.OnDevice ?? Signature,
        IpaFindingKind.CodeMalformed => Signature,
        IpaFindingKind.TeamDiffers => "The app ends as soon as it is opened; log: code signature not valid for use in process, different Team IDs.",
        IpaFindingKind.ProfileMalformed => "\"Unable to Install\"; log: 0xe8008003 or 0xe8008004, the provisioning profile is malformed or its signature invalid.",
        IpaFindingKind.ProfileUntrusted => "\"Unable to Install\"; log: 0xe8008012, this provisioning profile cannot be installed on this device.",
        IpaFindingKind.ProfileExpired => "\"Unable to Install\"; log: 0xe8008011, this provisioning profile has expired.",
        IpaFindingKind.EntitlementsMissing or IpaFindingKind.EntitlementNotGranted or IpaFindingKind.EntitlementsOfOtherApp or IpaFindingKind.ProfileStray => Entitlements,
        IpaFindingKind.IdentifierNotPrefixed => "\"Unable to Install\"; log: 0xe800009e, the bundle identifier of an extension does not begin with that of its app.",
        IpaFindingKind.CompanionDiffers => "\"Unable to Install\"; log: 0xe80000d5, the watch app names another companion app.",
        _ => Profile,
    };
}
