using MobileDist.Pipeline.Settings.Overrides;
using MobileDist.Pipeline.Settings.Yaml;
using static MobileDist.Pipeline.FaultText;

namespace MobileDist.Pipeline.Settings;

/// <summary>Every sentence about keys, certificates, profiles and entitlements that settings name.</summary>
internal static class KeyFaults
{
    public static Fault KeyMaterialIsFolder(Given given, string what, string path) =>
        Of(new Fault($"The {what} '{path}' from {given.Source} is a folder.", "Name the file in it."), given);

    public static Fault KeyMaterialNotFound(Given given, string what, string? shown) =>
        Of(
            new Fault(
                shown is null
                    ? $"The {what} from {given.Source} is neither a file that exists nor base64 of one ({given.Value.Length} characters, not shown)."
                    : $"The {what} '{shown}' from {given.Source} does not exist.",
                given.FromVariable ? "Put the path or the whole base64 (base64 -w0 FILE) into the variable." : $"Correct the path, or put the file as base64 into a variable and name it: ${{{(what is "keystore" ? "ANDROID_KEYSTORE" : "NAME")}}}."),
            given).With("folder", given.Folder);

    public static Fault NoProfileMatches(Given given) =>
        Of(new Fault($"No provisioning profile is found for '{Short(given.Value)}' from {given.Source}.", "Correct the pattern, or bring the profiles there; patterns take *, ? and **."), given).With("folder", given.Folder);

    public static Fault KeyFileTooBig(string path) =>
        new Fault($"The key file '{path}' is larger than {KeyMaterial.MaxLength / 1024} KiB, which no keystore is.", "Check that the path names the keystore.");

    public static Fault KeyFileUnreadable(string path, string reason) =>
        new Fault($"The key file '{path}' cannot be read: {Clean(reason)}", "Check the path and this user's right to read it.");

    public static Fault NoKey(string path) =>
        new Fault("There is no key to sign with.", "Set ANDROID_KEYSTORE (path or base64) and ANDROID_KEYSTORE_PASSWORD, or run with --throw-away to try things out. Pull requests from forks get no secrets.")
            .With("setting", $"{path}.keystore");

    public static Fault NoCertificate(string path) =>
        new Fault("There is no certificate to sign with.", "Set IOS_CERTIFICATE (the .p12, path or base64), IOS_CERTIFICATE_PASSWORD and IOS_PROFILES, or run with --throw-away to try things out. Pull requests from forks get no secrets.")
            .With("setting", $"{path}.certificate");

    public static Fault TooManyProfiles(Given given, int most) =>
        Of(new Fault($"More than {most} provisioning profiles are named.", "Name those of this app and its extensions only, for example with a narrower pattern."), given);

    public static Fault NoProfiles(string path) =>
        new Fault("There is no provisioning profile to sign with.", "Set IOS_PROFILES: one path or base64 a line, one profile for the app and one for each of its extensions.").With("setting", $"{path}.profiles");

    public static Fault NoLinkForAppStore(string release) =>
        new Fault($"'{release}' is signed for the App Store, and no phone installs such a package from a link.", "Sign it with type ad-hoc or in-house for the link, or name the channel 'testflight' as well: the page then leads there.").With("valid", "ad-hoc, in-house, development");

    public static Fault NoPageOnRelease(string release) =>
        new($"Phones get '{release}' from a store, and the host 'github-release' carries packages, not pages that lead to stores.", "Set channels.link.host to 'folder', or leave the link channel out: the comment has the store's link.");

    public static Fault EntitlementsForNobody(string identifier, IEnumerable<string> known) =>
        new Fault($"Entitlements are given for '{Short(identifier)}', and no bundle of the app has that identifier.", "Name a bundle identifier as the package has it when it is signed.").With("valid", string.Join(", ", known));

    public static Fault EntitlementsTooBig(string path, int limit) =>
        new($"The entitlements file '{path}' is larger than {limit / 1024} KiB.", "Check that the path names an .entitlements file.");

    public static Fault ThrowAwayCertificate(string path) =>
        new Fault("The iOS package is signed with a throw-away certificate; no device installs it.", "Set IOS_CERTIFICATE, IOS_CERTIFICATE_PASSWORD and IOS_PROFILES for your own.").With("certificate", Path.GetFileName(path));

    public static Fault NotSigned(string file) =>
        new($"The package '{file}' is not signed.", "Sign it with --target=Sign.");

    public static Fault EntitlementsNotFound(string path, Given given) =>
        Of(new Fault($"The entitlements file '{path}' does not exist.", "Correct the path; it starts from the settings file's folder."), given);

    public static Fault ThrowAwayAndCertificate(YamlPosition? at) =>
        At(new Fault("Both a throw-away certificate and one of your own are asked for.", "Remove 'throw-away' to sign with your certificate, or the certificate to try things out."), at);

    public static Fault ThrowAwayAndKeystore(YamlPosition? at) =>
        At(new Fault("Both a throw-away key and a keystore are asked for.", "Remove 'throw-away' to sign with the keystore, or the keystore to try things out."), at);
}
