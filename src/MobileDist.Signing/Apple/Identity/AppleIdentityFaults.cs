using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Signing.Keystores;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>
/// What can be wrong with an Apple certificate, a provisioning profile and what they are to sign, in the user's words. Texts out of files
/// are cleaned here; people appear as the roster shortened them.
/// </summary>
internal static class AppleIdentityFaults
{
    private const int MostShown = 20;
    private const int UuidShown = 8;
    private const string Portal = "developer.apple.com > Certificates, Identifiers & Profiles";
    private const string NewProfile = $"Make the profile anew at {Portal}, download it, and put it into IOS_PROFILES.";

    // ---- Reading a profile ---------------------------------------------------------------------------------------

    public static DistributionException ProfileTooLarge(string source, int size, int limit) =>
        new Fault($"'{source}' is no provisioning profile: it has {size} bytes, and a profile has at most {limit}.", "Check that IOS_PROFILES names the .mobileprovision file.").AsUnfit();

    public static DistributionException NoProfile(string source, KeystoreKind kind) => new Fault(
        $"'{source}' is no provisioning profile{(kind == KeystoreKind.Pkcs7 ? "" : $", but {Kind(kind)}")}.",
        $"Valid is a .mobileprovision file as {Portal} gives it, or its base64: base64 -w0 Demo.mobileprovision.").AsUnfit();

    public static DistributionException ProfileDamaged(string source, Exception error) =>
        new Fault($"The provisioning profile '{source}' is damaged: its signed message does not hold together.", "Download it again; text-mode transfers and Git's line-end conversion damage profiles.").AsUnfit(error);

    public static DistributionException ProfileChanged(string source, Exception error) =>
        new Fault($"The provisioning profile '{source}' was changed after it was signed: its signature does not hold.", $"Download it again at {Portal}; profiles cannot be edited.").AsUnfit(error);

    public static DistributionException ProfileLacks(string source, string key) =>
        new Fault($"The provisioning profile '{source}' lacks '{key}'.", $"Download it again at {Portal}.").AsUnfit();

    public static DistributionException ProfileTeam(string source, string team) =>
        new Fault($"The provisioning profile '{source}' names the team '{Clean(team)}', which is no team identifier.", "Valid are ten letters and digits. Download the profile again.").AsUnfit();

    public static DistributionException ProfilePrefix(string source, string identifier, ImmutableArray<string> prefixes) =>
        new Fault($"The provisioning profile '{source}' is for '{Clean(identifier)}', which begins with none of its own prefixes.", "Download it again.").With("prefixes", List(prefixes)).AsUnfit();

    public static DistributionException ProfileTooMany(string source, string key, int count, int limit) =>
        new Fault($"The provisioning profile '{source}' has {count} entries under '{key}'; at most {limit} are read.", "Download it again.").AsUnfit();

    // ---- The certificate -----------------------------------------------------------------------------------------

    public static Fault WrongCertificate(string source, AppleSigner signer, AppleBuildType type) => new(
        $"The certificate '{Clean(signer.ShownName)}' in '{source}' {Purpose(signer.Kind)}; '{type.Word()}' needs {Needed(type)}.",
        signer.Kind is AppleCertificateKind.Development or AppleCertificateKind.Distribution
            ? $"Give the right certificate in IOS_CERTIFICATE, or change the build type."
            : $"Export '{NeededName(type)}' with its private key from Keychain Access (My Certificates) as .p12, or make one at {Portal}.");

    public static Fault NoCodeSigning(string source, AppleSigner signer) => new(
        $"The certificate '{Clean(signer.ShownName)}' in '{source}' does not allow to sign code (extended key usage).",
        $"Give a certificate of the kind Apple Distribution or Apple Development.");

    public static Fault CertificateExpired(string source, AppleSigner signer, DateTimeOffset end) => new(
        $"The certificate '{Clean(signer.ShownName)}' in '{source}' expired on '{Day(end)}'.",
        $"Make a new one at {Portal}, put it into the profiles, and export it with its private key into IOS_CERTIFICATE.");

    public static Fault CertificateNotYetValid(string source, AppleSigner signer, DateTimeOffset start, DateTimeOffset now) => new(
        $"The certificate '{Clean(signer.ShownName)}' in '{source}' is valid only from '{Moment(start)}'; it is '{Moment(now)}'.",
        "Check the clock of this machine.");

    public static Fault CertificateEndsSoon(string source, AppleSigner signer, DateTimeOffset end, DateTimeOffset now) => new(
        $"The certificate '{Clean(signer.ShownName)}' in '{source}' expires on '{Day(end)}', {Days(end - now)}; ad hoc and in-house apps stop working then.",
        $"Make a new one at {Portal} and put it into the profiles in time.");

    public static Fault IssuerMissing(string source, X509Certificate2 last) => new(
        $"The certificate chain in '{source}' is not complete: the issuer '{Clean(AppleCertificateFacts.IssuerName(last))}' of '{Clean(AppleCertificateFacts.ShownName(last))}' is missing.",
        $"Download it from {AppleCertificateFacts.IssuerAddress(last) ?? "https://www.apple.com/certificateauthority/AppleWWDRCAG3.cer"} and export the .p12 with it, or add it with openssl pkcs12 -export -certfile.");

    public static Fault ChainBroken(string source, AppleSigner signer, string reason) => new(
        $"The certificate chain of '{Clean(signer.ShownName)}' in '{source}' does not hold ({Clean(reason)}).",
        "Export the certificate again from Keychain Access; Apple's intermediates are at https://www.apple.com/certificateauthority/.");

    public static Fault NotApples(string source, AppleSigner signer, X509Certificate2 root) => new(
        $"The certificate '{Clean(signer.ShownName)}' in '{source}' does not come from Apple but from '{Clean(AppleCertificateFacts.CommonName(root))}'; no device takes it.",
        $"Make one at {Portal}.");

    public static Fault NotForDevelopers(string source, AppleSigner signer) => new(
        $"The certificate '{Clean(signer.ShownName)}' in '{source}' names no team, or was not issued by Apple's Worldwide Developer Relations.",
        $"Make one at {Portal}.");

    public static Fault OnlyForTrying(X509Certificate2 root) => new(
        $"The app is signed under '{Clean(AppleCertificateFacts.CommonName(root))}' and not under Apple: it can be looked at and verified, but no device installs it.",
        "Set IOS_CERTIFICATE, IOS_CERTIFICATE_PASSWORD and IOS_PROFILES for your own.");

    // ---- Profiles ------------------------------------------------------------------------------------------------

    public static Fault NoProfileFor(AppleBundleFacts bundle, ImmutableArray<ProvisioningProfile> profiles) =>
        new Fault($"No profile is for {Named(bundle)}.", $"Make one for this identifier at {Portal}, and add it to IOS_PROFILES; the app and each of its extensions need one.")
            .With("profiles", profiles.IsEmpty ? "none given" : List(profiles.Select(profile => $"{Named(profile)}: {profile.AppId}")));

    public static Fault WrongProfile(ProvisioningProfile profile, AppleBuildType type) => new(
        $"The profile {Named(profile)} is {Word(profile.Kind)} profile; '{type.Word()}' needs {Word(type.ProfileKind())} one.",
        $"{(profile.Kind == ProfileKind.Development ? "It allows a debugger (get-task-allow). " : "")}{NewProfile} Or change the build type.");

    public static Fault ProfileExpired(ProvisioningProfile profile) => new(
        $"The profile {Named(profile)} expired on '{Day(profile.ExpiresOn)}'.", NewProfile);

    public static Fault ProfileEndsSoon(ProvisioningProfile profile, DateTimeOffset now) => new(
        $"The profile {Named(profile)} expires on '{Day(profile.ExpiresOn)}', {Days(profile.ExpiresOn - now)}; the app does not start after that.", NewProfile);

    public static Fault CertificateNotInProfile(ProvisioningProfile profile, string source, AppleSigner signer) =>
        new Fault($"The certificate '{Clean(signer.ShownName)}' in '{source}' is not in the profile {Named(profile)}.", $"Edit the profile at {Portal}, choose this certificate, download it again; or give the certificate that is in it. A renewed certificate is another one, though its name is the same.")
            .With("certificate", $"serial {signer.Identity.Certificate.SerialNumber}").With("in the profile", List(profile.Certificates.Select(CertificateName)));

    public static Fault OtherTeam(ProvisioningProfile profile, string source, AppleSigner signer) => new(
        $"The profile {Named(profile)} belongs to the team '{profile.TeamId}' ({Clean(profile.TeamName)}), the certificate in '{source}' to '{signer.TeamId}'.",
        "Give certificate and profiles of one team.");

    public static Fault OtherPlatform(ProvisioningProfile profile) => new(
        $"The profile {Named(profile)} is for '{List(profile.Platforms)}' and not for iOS.", NewProfile);

    public static Fault ProfileNotApples(ProvisioningProfile profile) => new(
        $"The profile {Named(profile)} is {(profile.Trust == ProfileTrust.NotVerified ? "signed by nobody who could be checked" : "not signed by Apple")}; no device takes it.",
        $"Download it at {Portal}.");

    // ---- Bundles -------------------------------------------------------------------------------------------------

    public static Fault BadIdentifier(AppleBundleFacts bundle, string flaw) => new(
        $"The bundle identifier of {Named(bundle)} is not valid: {flaw}.",
        "Valid is a reverse domain name of letters, digits and hyphens, such as 'com.example.my-app'.");

    public static Fault IdentifierTwice(string identifier, IEnumerable<AppleBundleFacts> bundles) =>
        new Fault($"The bundle identifier '{Clean(identifier)}' stands more than once in the app.", "Give every bundle an identifier of its own.").With("bundles", List(bundles.Select(Place)));

    public static Fault NotPrefixed(AppleBundleFacts bundle, AppleBundleFacts parent) => new(
        $"The bundle identifier of {Named(bundle)} does not begin with that of {Named(parent)} and a dot.",
        $"Set it to '{Clean(parent.Identifier)}.' and a name.");

    public static Fault TooManyParts(AppleBundleFacts bundle, AppleBundleFacts parent) => new(
        $"The bundle identifier of {Named(bundle)} has more than one part behind '{Clean(parent.Identifier)}.'.",
        "Set it to the app's identifier, a dot, and a name without dots.");

    public static Fault OtherCompanion(AppleBundleFacts watch, AppleBundleFacts app) => new(
        $"The watch app {Named(watch)} says that it belongs to '{Clean(watch.CompanionIdentifier)}', but lies in {Named(app)}.",
        $"Set WKCompanionAppBundleIdentifier to '{Clean(app.Identifier)}'.");

    public static Fault NoCompanion(AppleBundleFacts watch, AppleBundleFacts app) => new(
        $"The watch app {Named(watch)} does not say to which app it belongs: WKCompanionAppBundleIdentifier is missing.",
        $"Set WKCompanionAppBundleIdentifier to '{Clean(app.Identifier)}', or WKWatchOnly to true for an app that runs on watches alone.");

    public static Fault BadMinimumOs(AppleBundleFacts bundle) => new(
        $"MinimumOSVersion of {Named(bundle)} is '{Clean(bundle.MinimumOs)}', which is no version.", "Valid is a version such as '15.0'.");

    public static Fault CodeNeedsNewer(AppleBundleFacts bundle, AppleCodeFacts code) => new(
        $"'{Clean(code.Path)}' needs version {code.MinimumOs} of the system, but {Named(bundle)} says that it runs from '{Clean(bundle.MinimumOs)}' on; it will not start on devices in between.",
        "Set one deployment target for the whole app and build it again.");

    public static Fault NestedNeedsNewer(AppleBundleFacts bundle, AppleBundleFacts app) => new(
        $"{Capital(Named(bundle))} needs iOS '{Clean(bundle.MinimumOs)}', the app runs from '{Clean(app.MinimumOs)}' on; on devices in between that part is missing.",
        "That may be meant; otherwise set one deployment target.");

    public static Fault NoFamily(AppleBundleFacts bundle) => new(
        $"{Capital(Named(bundle))} is for no iPhone and no iPad (UIDeviceFamily: {Families(bundle)}).", "Set TARGETED_DEVICE_FAMILY to 1 (iPhone), 2 (iPad), or both, and build it again.");

    public static Fault FamilyOfDevice(AppleBundleFacts bundle, IReadOnlyCollection<TesterDevice> devices) =>
        new Fault($"The app is for iPads only, and {devices.Count} of the roster's devices {(devices.Count == 1 ? "is an iPhone" : "are iPhones")}.", "Set TARGETED_DEVICE_FAMILY to 1,2 to reach both.")
            .With("devices", List(devices.Select(device => device.ToString()))).With("UIDeviceFamily", Families(bundle));

    // ---- Code ----------------------------------------------------------------------------------------------------

    public static Fault Encrypted(AppleCodeFacts code) => new(
        $"'{Clean(code.Path)}' is encrypted by the App Store; a copy that is signed again cannot run.", "Take the package that the build wrote, not one from the App Store.");

    public static Fault Simulator(AppleCodeFacts code) => new(
        $"'{Clean(code.Path)}' is built for the simulator; it cannot run on a device.", "Build for devices: xcodebuild archive -destination generic/platform=iOS, or -sdk iphoneos.");

    public static Fault SimulatorSlice(AppleCodeFacts code) => new(
        $"'{Clean(code.Path)}' holds code for the simulator beside that for devices; App Store Connect refuses it, devices ignore it.", "Use an .xcframework, or strip it: lipo -remove x86_64.");

    public static Fault OtherSystem(AppleCodeFacts code, MachOPlatform platform) => new(
        $"'{Clean(code.Path)}' is built for {Word(platform)} and not for iOS.", "Build it for iOS.");

    public static Fault NoRoom(AppleCodeFacts code, int needed) => new(
        $"'{Clean(code.Path)}' has no room for the load command of a signature: {code.FreeBytes} bytes are free, {needed} are needed.", "Link it again with -headerpad 0x20 or more, or with an ad hoc signature (-adhoc_codesign), so that the command is there.");

    // ---- Entitlements --------------------------------------------------------------------------------------------

    public static Fault NotGranted(EntitlementRequest request, string key, PropertyListValue asked, ProvisioningProfile profile) =>
        new Fault($"The entitlement '{Clean(key)}' of {Named(request)} is not granted by the profile {Named(profile)}.", $"Switch the capability on for the identifier at {Portal}, make the profile anew; or give an entitlements file without it.")
            .With("asked", EntitlementValue.Show(asked)).With("granted", EntitlementValue.Show(profile.Entitlements.Find(key)));

    public static Fault DebuggerNotAllowed(EntitlementRequest request, ProvisioningProfile profile) => new(
        $"The entitlements file of {Named(request)} asks for '{EntitlementKeys.GetTaskAllow}', which lets a debugger in; the profile {Named(profile)} is {Word(profile.Kind)} one and does not allow that.",
        "Remove the entitlement, or build for development.");

    public static Fault EntitlementWildcard(EntitlementRequest request, string key, PropertyListValue asked) =>
        new Fault($"The entitlement '{Clean(key)}' of {Named(request)} still holds a wildcard, which only profiles may.", "Write what the app needs.").With("asked", EntitlementValue.Show(asked));

    public static Fault EntitlementVariable(EntitlementRequest request, string key, string variable) => new(
        $"The entitlement '{Clean(key)}' of {Named(request)} holds the variable '{Clean(variable)}', whose value is not known here.", "Write its value into the entitlements file. Known are $(AppIdentifierPrefix), $(TeamIdentifierPrefix), $(DEVELOPMENT_TEAM), $(CFBundleIdentifier) and $(PRODUCT_BUNDLE_IDENTIFIER).");

    public static Fault EntitlementUnsignable(EntitlementRequest request, string key, string kind) => new(
        $"The entitlement '{Clean(key)}' of {Named(request)} holds {kind}, which a signature cannot carry.", "Valid are texts, whole numbers, true and false, lists, and dictionaries of them.");

    // ---- Devices -------------------------------------------------------------------------------------------------

    public static Fault DevicesMissing(IReadOnlyCollection<ProvisioningProfile> profiles, IReadOnlyCollection<TesterDevice> missing, int wanted) => Missing(
        $"{missing.Count} of the roster's {wanted} devices {(missing.Count == 1 ? "is" : "are")} not in {Named(profiles)}: {(missing.Count == 1 ? "it" : "they")} cannot install the app.", profiles, missing);

    public static Fault NoDeviceInProfile(IReadOnlyCollection<ProvisioningProfile> profiles, IReadOnlyCollection<TesterDevice> missing) => Missing(
        $"{(missing.Count == 1 ? "The roster's only device is not" : $"None of the roster's {missing.Count} devices is")} in {Named(profiles)}: nobody could install the app.", profiles, missing);

    private static Fault Missing(string headline, IReadOnlyCollection<ProvisioningProfile> profiles, IReadOnlyCollection<TesterDevice> missing) =>
        new Fault(headline, $"Register the devices at {Portal} > Devices, choose them in the profile, and download it again.")
            .With("missing", List(missing.Select(device => device.ToString())))
            .With("in the profile", string.Join(", ", profiles.Select(profile => $"{profile.Devices.Length} {(profile.Devices.Length == 1 ? "device" : "devices")}")));

    // ---- How things are named ------------------------------------------------------------------------------------

    private static string Named(IReadOnlyCollection<ProvisioningProfile> profiles) => $"the {(profiles.Count == 1 ? "profile" : "profiles")} {string.Join(", ", profiles.Select(Named))}";

    // Renewed profiles keep their name; the portal and the file names of Xcode show the UUID.
    /// <summary>A profile by its name, and by the beginning of its UUID: two may have one name.</summary>
    public static string Named(ProvisioningProfile profile) => $"'{Clean(profile.Name)}' ({Clean(profile.Uuid.Length > UuidShown ? profile.Uuid[..UuidShown] : profile.Uuid)})";

    private static string Named(AppleBundleFacts bundle) => bundle.Path.Length == 0 ? $"the app '{Clean(bundle.Identifier)}'" : $"'{Clean(bundle.Path)}' ('{Clean(bundle.Identifier)}')";

    private static string Named(EntitlementRequest request) => request.BundlePath.Length == 0 ? $"the app '{Clean(request.BundleIdentifier)}'" : $"'{Clean(request.BundlePath)}'";

    private static string Place(AppleBundleFacts bundle) => bundle.Path.Length == 0 ? "the app" : bundle.Path;

    private static string Families(AppleBundleFacts bundle) => bundle.DeviceFamilies.IsEmpty ? "not set" : string.Join(", ", bundle.DeviceFamilies);

    private static string CertificateName(ImmutableArray<byte> der)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der.AsSpan());
            return $"{AppleCertificateFacts.ShownName(certificate)} (serial {certificate.SerialNumber})";
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return "unreadable";
        }
    }

    private static string Kind(KeystoreKind kind) => kind switch
    {
        KeystoreKind.Empty => "empty",
        KeystoreKind.Pkcs12 => "a .p12 file, which belongs to IOS_CERTIFICATE",
        KeystoreKind.Certificate or KeystoreKind.Pem => "a certificate or key",
        KeystoreKind.Zip => "a zip archive or a package",
        KeystoreKind.GitLfsPointer => "a Git LFS pointer",
        KeystoreKind.Html => "XML or a web page",
        KeystoreKind.Json => "JSON",
        KeystoreKind.Base64 or KeystoreKind.CutBase64 => "base64 that is cut off or doubled",
        KeystoreKind.Text => "plain text",
        _ => "something else",
    };

    private static string Purpose(AppleCertificateKind kind) => kind switch
    {
        AppleCertificateKind.Development => "is for development",
        AppleCertificateKind.Distribution => "is for distribution",
        AppleCertificateKind.TestFlight => "is the one that Apple signs TestFlight builds with",
        AppleCertificateKind.MacApp => "is for Mac apps (3rd Party Mac Developer Application)",
        AppleCertificateKind.MacInstaller => "is for Mac installers (3rd Party Mac Developer Installer)",
        AppleCertificateKind.MacDevelopment => "is for Mac apps (Mac Developer)",
        AppleCertificateKind.DeveloperId => "is for Mac apps outside of the App Store (Developer ID Application)",
        AppleCertificateKind.DeveloperIdInstaller => "is for Mac installers (Developer ID Installer)",
        _ => "bears none of Apple's markers for iOS",
    };

    private static string Needed(AppleBuildType type) => type.CertificateKind() == AppleCertificateKind.Development ? "one for development" : "one for distribution";

    private static string NeededName(AppleBuildType type) => $"Apple {type.CertificateKind()}";

    private static string Word(ProfileKind kind) => kind switch
    {
        ProfileKind.AdHoc => "an ad hoc",
        ProfileKind.AppStore => "an App Store",
        ProfileKind.Enterprise => "an in-house (enterprise)",
        _ => "a development",
    };

    private static string Word(MachOPlatform platform) => platform switch
    {
        MachOPlatform.MacOS => "macOS",
        MachOPlatform.TvOS => "tvOS",
        MachOPlatform.BridgeOS => "bridgeOS",
        MachOPlatform.MacCatalyst => "Mac Catalyst",
        MachOPlatform.VisionOS => "visionOS",
        _ => platform.ToString(),
    };

    private static string List(IEnumerable<string> names)
    {
        var all = names.ToList();
        var shown = string.Join(", ", all.Take(MostShown).Select(Clean));
        return all.Count <= MostShown ? shown : $"{shown} and {all.Count - MostShown} more";
    }

    private static string Clean(string? text) => KeystoreFaults.Printable(text);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Days(TimeSpan left) => (int)left.TotalDays switch
    {
        0 => "within a day",
        1 => "in 1 day",
        var days => $"in {days} days",
    };

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
