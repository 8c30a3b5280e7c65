namespace MobileDist.Signing.Apple.Bundles;

/// <summary>The sentences for iOS packages that cannot be signed or checked as a whole.</summary>
internal static class BundleFaults
{
    private const string Rebuild = "Build the package again with Xcode's standard packaging step, and leave out whatever changes it afterwards.";

    public static DistributionException FileType(string file, string entry, int mode) => Unfit(
        file, $"Entry '{entry}' of '{file}' has the file mode '{Convert.ToString(mode, 8)}': it is neither a file, a folder nor a symbolic link.", Rebuild, entry);

    public static DistributionException InsideFile(string file, string entry, string parent) => Unfit(
        file, $"Entry '{entry}' of '{file}' lies inside '{parent}', which is no folder.", Rebuild, entry);

    public static DistributionException NameTooLong(string file, string entry, int length, int longest) => Unfit(
        file, $"The entry name '{entry[..80]}…' of '{file}' has '{length}' bytes; devices take up to '{longest}'.", "Shorten the paths in the app.");

    public static DistributionException NotSignable(string path, string kind) => new(
        ExitCode.Unfit, new Fault($"The executable '{path}' is a Mach-O file of the kind '{kind}', which no device runs.", Rebuild).With("entry", path));

    public static DistributionException NoExecutable(string file, string path) => Unfit(
        file, $"The executable '{path}' of '{file}', which an Info.plist names, is no Mach-O file.", "Build the package again; an app that was built for Release has it.", path);

    public static DistributionException CodeTooLarge(string file, string entry, long size) => Unfit(
        file, $"The executable '{entry}' of '{file}' has '{size}' bytes; code can be signed below 4 GiB.", "Move data out of the executable, into resources.", entry);

    public static DistributionException TooMuchCode(string file, long size, long most) => Unfit(
        file, $"The executables and libraries of '{file}' have '{size}' bytes together; at most {most >> 30} GiB are taken.", "Check where the package comes from; no app has that much code.", null);

    public static DistributionException NotUnpacked(string path, Exception cause) => new(
        ExitCode.Unfit,
        new Fault($"The code of '{path}' could not be unpacked to be verified: {cause.Message}", "Free space in the system's temporary folder, or set TMPDIR to one with room.").With("package", path),
        cause);

    public static DistributionException TooManyRules(string source, int count, int most) => Malformed(source, $"it has '{count}' rules; up to '{most}' are read");

    public static DistributionException Rule(string source, string pattern) => Malformed(source, $"the rule '{pattern}' is not understood");

    public static DistributionException NoSealedFiles(string source) => Malformed(source, "it lists no 'files2' and no 'files'");

    public static DistributionException NoRules(string source) => Malformed(source, "it has no rules");

    public static DistributionException SealedFile(string source, string path) => Malformed(source, $"what it says about '{path}' is not understood");

    private static DistributionException Malformed(string source, string what) => new(
        ExitCode.Unfit, new Fault($"The seal '{source}' is malformed: {what}.", "Sign the package anew.").With("file", source));

    private static DistributionException Unfit(string file, string headline, string remedy, string? entry = null)
    {
        var fault = new Fault(headline, remedy).With("package", file);
        return new DistributionException(ExitCode.Unfit, entry is null ? fault : fault.With("entry", entry));
    }
}
