using MobileDist.Packages;

namespace MobileDist.InstallLinks;

/// <summary>Every sentence of this room that a user can get to read as an error.</summary>
internal static class InstallLinkFaults
{
    private const int ShownCharacters = 80;

    public static DistributionException TextTooLongForQrCode(string text, Exception inner) => new(
        ExitCode.Settings,
        new Fault(
            $"The link '{text[..Math.Min(text.Length, ShownCharacters)]}…' has {text.Length} characters; a QR code holds 2331 bytes at most.",
            "Publish under a shorter address; phones read codes of links below 150 characters best."),
        inner);

    public static DistributionException BadBaseUrl(string value) => new(
        ExitCode.Settings,
        new Fault(
            $"The base address '{WithoutCredentials(value)}' cannot be the start of an install link.",
            "Give an absolute https address without user, query or fragment, such as 'https://builds.example.com/mobile/'."));

    public static DistributionException BadReleaseKey(string key) => new(
        ExitCode.Settings,
        new Fault(
            $"The release key '{key}' cannot be part of an address.",
            "Use lower-case letters and digits, with single dots, hyphens or underscores between them, at most 100 characters: 'shop-android'."));

    public static DistributionException PackageMissing(string path, Exception? inner = null) => new(
        ExitCode.Unfit,
        new Fault(
            $"The package '{path}' is not there.",
            "Run the signing stage first, or give the path of a signed package."),
        inner);

    public static DistributionException NotInstallableByLink(PackageFormat format) => new(
        ExitCode.Unfit,
        new Fault(
            $"A package of the format '{format.ToString().ToUpperInvariant()}' cannot be installed from a link by this version.",
            "Give an APK or an IPA, or choose another channel for it."));

    public static DistributionException NotSecure(Uri address) => new(
        ExitCode.Settings,
        new Fault(
            $"The address '{WithoutCredentials(address.OriginalString)}' cannot be in an iOS install link: iOS reads manifest, package and icons from absolute https addresses only, without user and password.",
            "Publish under an https address with a certificate that phones trust, such as 'https://builds.example.com/mobile/'."));

    public static DistributionException FolderIsNotOurs(string folder) => new(
        ExitCode.Settings,
        new Fault(
            $"The folder '{folder}' holds files but no release.json, so it is not a site of ours and is not replaced.",
            "Choose another output folder, or empty that one yourself."));

    public static DistributionException CannotWrite(string folder, Exception inner) => new(
        ExitCode.Refused,
        new Fault(
            $"The install site could not be written to '{folder}': {inner.Message}",
            "Make room or give write permission there, then run again. What was published before is unchanged."),
        inner);

    public static DistributionException SiteFolderMissing(string folder) => new(
        ExitCode.Settings,
        new Fault(
            $"There is no site folder '{folder}' to serve.",
            "Publish first, or give the folder that holds index.html."));

    public static DistributionException CannotListen(string address, Exception inner) => new(
        ExitCode.Unreachable,
        new Fault(
            $"The address '{address}' cannot be listened on: {inner.Message}",
            "Choose another port, or 0 for any free one."),
        inner);

    // What stands before the @ may be a password; an error must not repeat it.
    private static string WithoutCredentials(string value) =>
        value.LastIndexOf('@') is > 0 and var at ? "***" + value[at..] : value;
}
