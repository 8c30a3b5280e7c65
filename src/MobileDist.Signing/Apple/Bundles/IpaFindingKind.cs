namespace MobileDist.Signing.Apple.Bundles;

/// <summary>Everything that <see cref="IpaVerifier"/> can find. Closed: what is none of these verifies.</summary>
public enum IpaFindingKind
{
    /// <summary>The app does not lie under <c>Payload/</c>.</summary>
    NotUnderPayload = 0,

    /// <summary>An entry does not unpack to what it claims.</summary>
    EntryDamaged = 1,

    /// <summary>A bundle has no seal.</summary>
    SealMissing = 2,

    /// <summary>A seal cannot be read.</summary>
    SealMalformed = 3,

    /// <summary>A file is in a bundle that its seal does not list.</summary>
    ResourceAdded = 4,

    /// <summary>A file is not the one that the seal lists.</summary>
    ResourceModified = 5,

    /// <summary>A file that the seal lists is gone.</summary>
    ResourceMissing = 6,

    /// <summary>A rule of a seal leaves out what has to be sealed.</summary>
    RulesWeak = 7,

    /// <summary>Something that is no seal lies beside it.</summary>
    SignatureFolderStranger = 8,

    /// <summary>Code that is not signed as it should be; <see cref="IpaFinding.Code"/> says what.</summary>
    Code = 9,

    /// <summary>Code that cannot be read.</summary>
    CodeMalformed = 10,

    /// <summary>Code of two teams.</summary>
    TeamDiffers = 11,

    /// <summary>A bundle that needs a profile has none.</summary>
    ProfileMissing = 12,

    /// <summary>A profile cannot be read, or was changed.</summary>
    ProfileMalformed = 13,

    /// <summary>A profile is by nobody whom devices trust.</summary>
    ProfileUntrusted = 14,

    /// <summary>A profile has expired.</summary>
    ProfileExpired = 15,

    /// <summary>A profile does not hold the certificate that signed.</summary>
    ProfileLacksCertificate = 16,

    /// <summary>A profile is of another team than the signature.</summary>
    ProfileOfOtherTeam = 17,

    /// <summary>A profile is for another bundle identifier.</summary>
    ProfileOfOtherApp = 18,

    /// <summary>Profiles of two kinds in one app.</summary>
    ProfileKindDiffers = 19,

    /// <summary>A profile lies where none belongs.</summary>
    ProfileStray = 20,

    /// <summary>The code of a bundle that needs them has no entitlements.</summary>
    EntitlementsMissing = 21,

    /// <summary>An entitlement is not granted by the profile.</summary>
    EntitlementNotGranted = 22,

    /// <summary>The entitlements are for another bundle identifier.</summary>
    EntitlementsOfOtherApp = 23,

    /// <summary>An extension, watch app or clip is not called after its app.</summary>
    IdentifierNotPrefixed = 24,

    /// <summary>A watch app names another app than the one that it comes with.</summary>
    CompanionDiffers = 25,

    /// <summary>Warning: a profile expires within 30 days.</summary>
    ProfileExpiresSoon = 26,

    /// <summary>Warning: a seal's rules are not those that Apple's tools write today.</summary>
    RulesUnusual = 27,

    /// <summary>Warning: two names differ in case only.</summary>
    NamesDifferInCase = 28,

    /// <summary>Warning: what Finder leaves behind.</summary>
    Litter = 29,

    /// <summary>Warning: an executable whose file mode does not say so.</summary>
    NotExecutable = 30,

    /// <summary>Warning: an asset pack that cannot be signed, and whose signature is not looked at: it lies beside the app, or has no Info.plist.</summary>
    AssetPack = 31,

    /// <summary>Warning: a file that only the older list of a seal has, such as PkgInfo, was modified; devices do not look at that list.</summary>
    OlderSealDiffers = 32,

    /// <summary>Warning: the app's manifest of asset packs cannot be read, or names one that is not there.</summary>
    AssetPackManifest = 33,
}
