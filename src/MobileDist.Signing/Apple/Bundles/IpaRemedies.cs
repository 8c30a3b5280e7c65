using MobileDist.Signing.Apple.Code;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>What to do next about each kind of finding.</summary>
internal static class IpaRemedies
{
    private const string SignAgain = "Sign the package again, and change nothing in it afterwards.";
    private const string Certificate = "Sign the package again with a valid Apple Distribution or Apple Development certificate in IOS_CERTIFICATE. --throw-away looks at one of a throw-away certificate.";
    private const string Profile = "Sign the package again with profiles in IOS_PROFILES that are in force, of one kind and team, for each identifier, and that hold the certificate.";
    private const string Entitlements = "Sign the package again with entitlements that its profile grants, or make the profile anew with the capability.";
    private const string Rebuild = "Set it in the Info.plist, and build the app again.";

    public static string Of(IpaFinding finding) => finding.Kind switch
    {
        IpaFindingKind.NotUnderPayload => "Sign the package with this tool, which moves the app there; or zip it as 'Payload/NAME.app'.",
        IpaFindingKind.EntryDamaged => "Build the package again, or download it again in binary mode.",
        IpaFindingKind.Code => OfCode(finding.Code?.Kind),
        IpaFindingKind.ProfileMissing or IpaFindingKind.ProfileMalformed or IpaFindingKind.ProfileUntrusted or IpaFindingKind.ProfileExpired or IpaFindingKind.ProfileExpiresSoon
            or IpaFindingKind.ProfileLacksCertificate or IpaFindingKind.ProfileOfOtherTeam or IpaFindingKind.ProfileOfOtherApp or IpaFindingKind.ProfileKindDiffers => Profile,
        IpaFindingKind.EntitlementsMissing or IpaFindingKind.EntitlementNotGranted or IpaFindingKind.EntitlementsOfOtherApp => Entitlements,
        IpaFindingKind.IdentifierNotPrefixed or IpaFindingKind.CompanionDiffers => Rebuild,
        IpaFindingKind.NamesDifferInCase => "Rename one of them.",
        IpaFindingKind.Litter => "Leave it out when the package is made: zip -x '*.DS_Store' '__MACOSX/*'.",
        IpaFindingKind.AssetPackManifest => "Build the package again, and let nothing take asset packs out of it afterwards.",
        IpaFindingKind.AssetPack => "TestFlight and the App Store host asset packs themselves. For other channels build with EMBED_ASSET_PACKS_IN_PRODUCT_BUNDLE=YES, which puts whole packs into the app, where they are signed with it; or with ENABLE_ON_DEMAND_RESOURCES=NO, which makes plain resources of them.",
        _ => SignAgain,
    };

    private static string OfCode(CodeFindingKind? kind) => kind switch
    {
        CodeFindingKind.Encrypted => "Take the package that the build wrote, not one from the App Store.",
        CodeFindingKind.NoCertificate or CodeFindingKind.ChainUntrusted or CodeFindingKind.CertificateNotValid or CodeFindingKind.CertificateUnfit => Certificate,
        _ => SignAgain,
    };
}
