using MobileDist.Packages;

namespace MobileDist.Signing.Android;

/// <summary>The sentences for what keeps an APK from being signed.</summary>
internal static class ApkSigningFaults
{
    public static DistributionException KeyKind(string alias, string kind) => new(
        ExitCode.Unfit,
        new Fault($"The key '{alias}' is of the kind '{kind}', which cannot sign an APK.", "Use an RSA key of 2048 to 16384 bits or an EC key on P-256, P-384 or P-521."));

    public static DistributionException KeyMismatch(string alias, string subject) => new(
        ExitCode.Unfit,
        new Fault($"The private key of '{alias}' does not belong to its certificate '{subject}': the public keys differ.", "Give the certificate that was made for this key, leaf first when there is a chain."));

    public static DistributionException KeyUnusable(string alias, Exception cause) => new(
        ExitCode.Unfit, new Fault($"The key '{alias}' cannot sign: {cause.Message}", "Export it again from where it was made, with the private key."), cause);

    public static DistributionException SchemeNotForUs(SignatureScheme scheme) => new(
        ExitCode.Settings,
        new Fault($"The signature scheme '{Name(scheme)}' is for key rotation only.", "Choose from 'v1', 'v2' and 'v3', or leave the schemes out."));

    public static DistributionException SchemeMissing(SignatureScheme missing, int minSdk, string reason) => new(
        ExitCode.Settings,
        new Fault(
            $"The chosen signature schemes lack '{Name(missing)}', but the minimum SDK of the package is '{minSdk}': {reason}.",
            $"Add '{Name(missing)}', or leave the schemes out, so that the minimum SDK decides."));

    public static DistributionException MinSdk(int minSdk) => new(
        ExitCode.Settings, new Fault($"'{minSdk}' is no minimum SDK.", "Give an API level from '1' on, such as '24' for Android 7."));

    public static DistributionException EcTooOld(string alias, int minSdk) => new(
        ExitCode.Unfit,
        new Fault($"The EC key '{alias}' cannot sign for minimum SDK '{minSdk}': devices check EC signatures from API level '18' on.", "Use an RSA key, or raise the minimum SDK."));

    public static DistributionException Zip64(string file) => Unfit(
        file, $"'{file}' is a ZIP64 file; no Android device can install that.", "Make the package smaller than 4 GiB with fewer than 65535 entries, and have it packed without ZIP64.");

    public static DistributionException TooLarge(string file, long size) => Unfit(
        file, $"The signed '{file}' would have '{size}' bytes; an APK must stay below 4 GiB.", "Move assets out of the package, or build an app bundle.");

    public static DistributionException TooManyEntries(string file, int count) => Unfit(
        file, $"The signed '{file}' would have '{count}' entries; an APK has at most '65534'.", "Put small assets together in fewer files.");

    public static DistributionException NameNotUtf8(string file, string entry) => Unfit(
        file, $"The entry name '{entry}' of '{file}' is not encoded as UTF-8; Android refuses to install that.", "Rename the entry in the build, or pack it with a tool that writes UTF-8 names.", entry);

    public static DistributionException ExtraTooLong(string file, string entry) => Unfit(
        file, $"The local header of entry '{entry}' of '{file}' has no room to align its data.", "Pack the entry without extra fields.", entry);

    public static DistributionException TooManyNames(string file, long size) => Unfit(
        file, $"The v1 signature of '{file}' would need a manifest of '{size}' bytes.", "Raise the minimum SDK to '24', where no v1 signature is needed, or put small assets together in fewer files.");

    public static string Name(SignatureScheme scheme) => scheme switch
    {
        SignatureScheme.V1 => "v1",
        SignatureScheme.V2 => "v2",
        SignatureScheme.V3 => "v3",
        SignatureScheme.V31 => "v3.1",
        _ => "unknown",
    };

    private static DistributionException Unfit(string file, string headline, string remedy, string? entry = null)
    {
        var fault = new Fault(headline, remedy).With("package", file);
        return new DistributionException(ExitCode.Unfit, entry is null ? fault : fault.With("entry", entry));
    }
}
