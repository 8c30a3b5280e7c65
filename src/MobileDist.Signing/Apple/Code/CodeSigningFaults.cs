namespace MobileDist.Signing.Apple.Code;

/// <summary>The sentences for what keeps a Mach-O file from being signed.</summary>
internal static class CodeSigningFaults
{
    private const string Rebuild = "Build the app again; if a tool changed the file after the build, leave that step out.";

    public static DistributionException TooLarge(string name, long length) => Unfit(
        name, $"'{name}' has {ByteCount.Text(length)} ('{length}' bytes); signed code has to stay below 4 GiB.", "Move data out of the executable into files of the bundle.");

    public static DistributionException Encrypted(string name, string cpu) => Unfit(
        name,
        $"The slice '{cpu}' of '{name}' is encrypted by FairPlay: it came from the App Store, and a copy that is signed again cannot run.",
        "Take the app as the build wrote it, not as a device or the App Store handed it out.");

    public static DistributionException NotSignable(string name, string cpu) => Unfit(
        name, $"The slice '{cpu}' of '{name}' is neither an executable nor a library, so it carries no signature.", "Treat the file as a resource.");

    public static DistributionException NoRoom(string name, string cpu, long free, int needed) => Unfit(
        name,
        $"The slice '{cpu}' of '{name}' has no room for the load command of a signature: '{free}' bytes are free behind its load commands, and '{needed}' are needed.",
        "Link it again with '-Wl,-headerpad,0x20' or more, or with an ad hoc signature ('-Wl,-adhoc_codesign'), so that the command is there already.");

    public static DistributionException RoomNotEmpty(string name, string cpu) => Unfit(
        name,
        $"The bytes behind the load commands of the slice '{cpu}' of '{name}' are not zero, so they may be in use.",
        "Link it again with '-Wl,-headerpad,0x20' or more, or with an ad hoc signature ('-Wl,-adhoc_codesign').");

    public static DistributionException NoSegment(string name, string cpu, string segment) => Unfit(
        name, $"The slice '{cpu}' of '{name}' has no segment '{segment}', or more than one.", Rebuild);

    public static DistributionException LinkEditNotLast(string name, string cpu) => Unfit(
        name, $"The segment '__LINKEDIT' of the slice '{cpu}' of '{name}' is not the last thing in it, so nothing can be put behind it.", Rebuild);

    public static DistributionException SignatureNotLast(string name, string cpu) => Unfit(
        name, $"The old signature of the slice '{cpu}' of '{name}' is not at its end.", Rebuild);

    public static DistributionException SignatureTooLarge(string name, int size, int kept) => new(
        ExitCode.Bug, new Fault($"The signature of '{name}' has '{size}' bytes, and '{kept}' were kept for it.").With("file", name));

    public static DistributionException EntitlementType(string name, string key, string type) => new(
        ExitCode.Settings,
        new Fault(
            $"The entitlement '{key}' for '{name}' holds a {type}, which entitlements cannot.", "Use text, whole numbers, true or false, arrays and dictionaries only.").With("file", name));

    public static DistributionException EntitlementDepth(string name, string key) => new(
        ExitCode.Settings, new Fault($"The entitlement '{key}' for '{name}' is nested too deep.", "Nest entitlements no more than 30 deep.").With("file", name));

    public static DistributionException Identifier(string name, string identifier) => Unfit(
        name, $"'{identifier}' cannot be the identifier of '{name}'.", "Set a bundle identifier such as 'com.example.app' in its Info.plist.");

    public static DistributionException KeyKind(string alias, string kind) => new(
        ExitCode.Unfit, new Fault($"The key '{alias}' is of the kind '{kind}', which cannot sign iOS code.", "Use the RSA or EC key that the certificate was requested with."));

    public static DistributionException KeyUnusable(string alias, Exception cause) => new(
        ExitCode.Unfit,
        new Fault($"The key '{alias}' cannot sign: {cause.Message}", "Export certificate and private key together as one '.p12' from where the key was made."),
        cause);

    private static DistributionException Unfit(string name, string headline, string remedy) => new(ExitCode.Unfit, new Fault(headline, remedy).With("file", name));
}
