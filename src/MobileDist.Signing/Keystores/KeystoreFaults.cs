using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Signing.Keystores;

/// <summary>
/// What can be wrong with a keystore and with the identity in it, in the user's words. No sentence takes a password, and
/// none takes bytes of the file: what is in the wrong variable may be a secret too.
/// </summary>
internal static class KeystoreFaults
{
    private const int LongestName = 80;
    private const int MostNames = 20;
    private const string Convert = "keytool -importkeystore -srckeystore OLD -destkeystore NEW.p12 -deststoretype PKCS12";

    public static DistributionException AsUnfit(this Fault fault, Exception? inner = null) => new(ExitCode.Unfit, fault, inner);

    public static Fault TooLarge(string source, long size, int limit) => new(
        $"'{source}' is no keystore: it has {size} bytes, and a keystore has at most {limit}.",
        "Check that it is the keystore and not a package.");

    /// <summary>The file is something else than a keystore.</summary>
    public static Fault NotAKeystore(string source, KeystoreKind kind) => kind switch
    {
        KeystoreKind.Empty => new($"The keystore '{source}' is empty.",
            "Check that the secret is set and that the job may see it: CI services hide secrets from pull requests of forks."),
        KeystoreKind.BouncyCastle => new($"'{source}' is a Bouncy Castle keystore (BKS or UBER), which is not read.",
            $"Convert it once, with Bouncy Castle's provider on the path: {Convert} -srcstoretype BKS."),
        KeystoreKind.Certificate => Not(source, "a certificate without a private key",
            "Give the keystore that the certificate was exported from."),
        KeystoreKind.Pkcs7 => Not(source, "a PKCS#7 file (certificates or a provisioning profile), which holds no private key",
            "Give the keystore: PKCS#12 (.p12, .pfx), JKS, or a private key with its certificate."),
        KeystoreKind.Zip => Not(source, "a zip archive or a package", "Unpack it and give the keystore inside."),
        KeystoreKind.GitLfsPointer => Not(source, "a Git LFS pointer", "Check out with LFS (git lfs pull), or give the keystore in a variable as base64."),
        KeystoreKind.OpenSslEncrypted => Not(source, "encrypted by 'openssl enc'", "Decrypt it before (openssl enc -d …), or give the keystore in a variable as base64."),
        KeystoreKind.OpenPgp => Not(source, "an OpenPGP file", "Decrypt it before (gpg --decrypt …), or give the keystore in a variable as base64."),
        KeystoreKind.MacKeychain => Not(source, "a macOS keychain", "Export the identity from Keychain Access as .p12 and give that."),
        KeystoreKind.Json => Not(source, "JSON", "Service-account keys belong to GOOGLE_PLAY_CREDENTIALS; give the keystore here."),
        KeystoreKind.Html => Not(source, "an HTML or XML page", "Check the download: sign-in pages arrive like this."),
        KeystoreKind.Base64 => Not(source, "base64 in base64", "Encode the keystore once: base64 -w0 release.keystore."),
        KeystoreKind.CutBase64 => Not(source, "base64 that is cut off or damaged", "Encode the keystore again and copy all of it: base64 -w0 release.keystore."),
        KeystoreKind.Text => Not(source, "plain text", "Give the path of the keystore, or its base64: base64 -w0 release.keystore."),
        _ => new($"'{source}' is no keystore of a known kind.", "Valid are PKCS#12 (.p12, .pfx), JKS, JCEKS, a private key with its certificate as PEM or DER, and the base64 of each."),
    };

    public static Fault Damaged(KeystoreAccess access, string format, string what) => new(
        $"The {format} keystore '{access.Source}' is damaged: {what}.",
        "Copy it again from where it is kept; text-mode transfers and Git's line-end conversion damage keystores.");

    public static Fault Unsupported(KeystoreAccess access, string format, string what) => new(
        $"The {format} keystore '{access.Source}' uses {what}, which is not read.",
        "Write it anew with current defaults: keytool -importkeystore -srckeystore OLD -destkeystore NEW.p12 -deststoretype PKCS12, or openssl pkcs12 -export.");

    public static Fault TooManyIterations(KeystoreAccess access, string count, int limit) => new(
        $"'{access.Source}' asks for '{count}' rounds of key derivation; at most {limit} are done.",
        "A tool writes some ten thousand: the file is damaged, or made to stall its reader. Copy it again from where it is kept.");

    public static Fault PasswordMissing(KeystoreAccess access, string format) => new(
        $"The {format} '{access.Source}' needs a password, and none is given.",
        $"Set {access.Names.StorePassword}.");

    /// <summary>The password is wrong; the format's digest cannot tell that from a damaged file where both read the same.</summary>
    public static Fault StorePasswordWrong(KeystoreAccess access, string format) => new(
        $"The password does not open the {format} keystore '{access.Source}'.",
        $"Check {access.Names.StorePassword} (no line end, no quotes around it). If the password is right, the file is damaged: copy it again.");

    public static Fault KeyPasswordWrong(KeystoreAccess access, string? alias) => new(
        $"The key password does not open the key {Quoted(alias)} of '{access.Source}'; the keystore itself opened.",
        $"Set {access.Names.KeyPassword} to the password of this key; it is not always the keystore's.");

    public static Fault KeyFilePasswordWrong(KeystoreAccess access) => new(
        $"The password does not open the encrypted private key '{access.Source}'.",
        $"Check {access.Names.KeyPassword} or {access.Names.StorePassword} (no line end, no quotes around it).");

    public static Fault NoKeyEntry(KeystoreAccess access, IReadOnlyList<string> certificates) => new(
        $"'{access.Source}' holds no private key{(certificates.Count > 0 ? ", only certificates" : "")}.",
        "Give the keystore that the signing key was made in; an exported certificate cannot sign.",
        certificates.Count > 0 ? [new FaultDetail("certificates", Names(certificates))] : default);

    public static Fault AliasNeeded(KeystoreAccess access, IReadOnlyList<string?> keys) => new(
        $"'{access.Source}' holds {keys.Count} keys, and no alias says which one signs.",
        $"Set {access.Names.Alias} to one of: {Names(keys)}.",
        [new FaultDetail("aliases", Names(keys))]);

    public static Fault AliasUnknown(KeystoreAccess access, IReadOnlyList<string?> keys) => new(
        $"'{access.Source}' has no key '{Printable(access.Alias)}'.",
        keys.Any(key => key is not null)
            ? $"Set {access.Names.Alias} to one of: {Names(keys)}."
            : $"Its keys have no names: leave {access.Names.Alias} out.",
        [new FaultDetail("aliases", Names(keys))]);

    public static Fault AliasAmbiguous(KeystoreAccess access, IReadOnlyList<string?> keys) => new(
        $"'{access.Source}' has more than one key '{Printable(access.Alias)}'.",
        "Give them names of their own: keytool -changealias, or export the one key into a keystore of its own.",
        [new FaultDetail("aliases", Names(keys))]);

    public static Fault AliasWithoutKey(KeystoreAccess access, IReadOnlyList<string?> keys) => new(
        $"The entry '{Printable(access.Alias)}' of '{access.Source}' holds no private key that can sign.",
        $"Set {access.Names.Alias} to one of: {Names(keys)}.",
        [new FaultDetail("aliases", Names(keys))]);

    public static Fault NoCertificate(KeystoreAccess access, string? alias) => new(
        $"The key {Quoted(alias)} of '{access.Source}' has no certificate.",
        "Export the key together with its certificate chain.");

    /// <summary>A key file without a certificate; an App Store Connect key is the usual one.</summary>
    public static Fault BareKey(KeystoreAccess access) => new(
        $"'{access.Source}' is a private key without a certificate.",
        (access.Names.Certificate is { } setting ? $"Set {setting} to its certificate, or add it (PEM) to the same file." : "Add its certificate (PEM) to the same file.")
        + " If it is an App Store Connect key (AuthKey_….p8), it belongs to APP_STORE_CONNECT_KEY.");

    public static Fault CertificateOfAnotherKey(KeystoreAccess access, string? alias, IReadOnlyList<X509Certificate2> certificates) => new(
        $"No certificate in '{access.Source}' belongs to the key {Quoted(alias)}.",
        "Give the certificate that was issued for this key; a renewed certificate goes with the key that it was requested for.",
        [new FaultDetail("certificates", Names([.. certificates.Select(Subject)]))]);

    public static Fault KeyDamaged(KeystoreAccess access) => new(
        $"The private key in '{access.Source}' is damaged.",
        "Copy the file again from where it is kept.");

    public static Fault KeyTooLarge(KeystoreAccess access, int size, int limit) => new(
        $"The private key in '{access.Source}' has {size} bytes; at most {limit} are read.",
        "Copy the file again from where it is kept.");

    public static Fault CertificateDamaged(KeystoreAccess access) => new(
        $"A certificate in '{access.Source}' is damaged.",
        "Copy the file again from where it is kept, or export the certificate again.");

    public static Fault KeyAlgorithmUnsupported(string source, string algorithm) => new(
        $"The key in '{source}' is '{algorithm}'; a signing key is RSA (2048 bits or more) or EC (P-256, P-384, P-521).",
        "Sign with an RSA or EC key. Google Play can reset an upload key (App integrity, Request upload key reset).");

    public static Fault PemCutOff(KeystoreAccess access, string label) => new(
        $"'{access.Source}' is cut off or damaged: '-----BEGIN {Printable(label)}-----' has no content that ends with its END line.",
        "Copy the file again, all lines of it; in a variable the line ends must stay, or give it as base64.");

    public static Fault PemWithoutKey(KeystoreAccess access, IReadOnlyList<string> labels) => new(
        $"'{access.Source}' holds no private key that can be read, only '{Names(labels)}'.",
        "Give a file with '-----BEGIN PRIVATE KEY-----' (PKCS#8) and the certificate of the key.");

    public static Fault PemSeveralKeys(KeystoreAccess access, int count) => new(
        $"'{access.Source}' holds {count} private keys; a PEM file has no names to choose by.",
        "Keep one private key in the file, with its certificates.");

    public static Fault PemOldEncryption(KeystoreAccess access) => new(
        $"'{access.Source}' is encrypted in OpenSSL's old way ('Proc-Type: 4,ENCRYPTED'), which is not read.",
        "Convert it once: openssl pkcs8 -topk8 -in OLD.pem -out NEW.pem.");

    public static Fault ChainUnreadable(KeystoreAccess access) => new(
        $"The certificate chain for '{access.Source}' is not a certificate: valid are PEM ('-----BEGIN CERTIFICATE-----', one or more) and one certificate as DER.",
        "Convert it: openssl x509 -inform der -in FILE -out FILE.pem; for .p7b openssl pkcs7 -print_certs -in FILE -out FILE.pem.");

    public static Fault DebugCertificate(string source, X509Certificate2 certificate) => new(
        $"'{source}' is the debug key ('{Printable(Subject(certificate))}'): Google Play refuses it, and testers would have to uninstall before the real app.",
        "Sign with the release key. A new one: keytool -genkeypair -keyalg RSA -keysize 2048 -validity 10000 -keystore release.p12 -alias upload.");

    public static Fault Expired(string source, X509Certificate2 certificate, DateTimeOffset end) => new(
        $"The certificate '{Printable(Subject(certificate))}' in '{source}' expired on '{Day(end)}'.",
        "Sign with a key whose certificate is valid. Google Play can reset an upload key (App integrity, Request upload key reset).");

    public static Fault NotYetValid(string source, X509Certificate2 certificate, DateTimeOffset start, DateTimeOffset now) => new(
        $"The certificate '{Printable(Subject(certificate))}' in '{source}' is valid only from '{Moment(start)}'; it is '{Moment(now)}'.",
        "Check the clock of this machine and of the one that made the key.");

    public static Fault EndsBeforePlayLimit(string source, X509Certificate2 certificate, DateTimeOffset end, DateTimeOffset limit) => new(
        $"The certificate '{Printable(Subject(certificate))}' in '{source}' ends on '{Day(end)}'; Google Play takes keys that are valid beyond '{Day(limit)}'.",
        "An install link works with it; for Google Play make a key that lasts: keytool -genkeypair … -validity 10000 (keytool's own default is 90 days).");

    public static Fault RsaTooShort(string source, int bits) => new(
        $"The RSA key in '{source}' has '{bits}' bits; 2048 or more are needed.",
        "Make a new one: keytool -genkeypair -keyalg RSA -keysize 2048 -validity 10000. Google Play can reset an upload key.");

    public static Fault CurveUnsupported(string source, string curve) => new(
        $"The EC key in '{source}' is on the curve '{Printable(curve)}'; Android takes P-256, P-384 and P-521.",
        "Make a new one: keytool -genkeypair -keyalg EC -groupname secp256r1 -validity 10000.");

    public static Fault WeakSignatureHash(string source, X509Certificate2 certificate, string algorithm) => new(
        $"The certificate '{Printable(Subject(certificate))}' in '{source}' is itself signed with '{algorithm}', a broken hash.",
        "Android does not check that signature, so the key may stay; make new keys with SHA-256 (keytool's default).");

    private static string Subject(X509Certificate2 certificate)
    {
        try
        {
            return certificate.Subject;
        }
        catch (CryptographicException)
        {
            return "unreadable";
        }
    }

    public static string Printable(string? text)
    {
        // Names come out of the file: no line ends, control characters or text direction marks into a log.
        var clean = string.Concat((text ?? "").Select(c => char.IsControl(c) || char.IsSurrogate(c)
            || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? '?' : c));
        return clean.Length <= LongestName ? clean : string.Concat(clean.AsSpan(0, LongestName), "…");
    }

    private static Fault Not(string source, string what, string remedy) => new($"'{source}' is {what}, not a keystore.", remedy);

    private static string Quoted(string? alias) => alias is null ? "(without a name)" : $"'{Printable(alias)}'";

    private static string Names(IReadOnlyList<string?> names)
    {
        var shown = string.Join(", ", names.Take(MostNames).Select(name => name is null ? "(without a name)" : Printable(name)));
        return names.Count <= MostNames ? shown : $"{shown} and {names.Count - MostNames} more";
    }

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
