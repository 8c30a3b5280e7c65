namespace MobileDist.Packages.Apple.MachO;

/// <summary>The sentences for Mach-O files that are broken, hostile or not for iOS.</summary>
internal static class MachOFaults
{
    private const string Rebuild = "Build the app again. If a tool changed the file after the build, leave that step out and see whether it is the cause.";

    public static DistributionException Unreadable(string path, Exception cause) => new(
        ExitCode.Unfit, new Fault($"The file '{path}' cannot be read: {cause.Message}", "Check the path, and that the user that runs this program may read the file."), cause);

    public static DistributionException Shorter(string name) => Unfit(
        name, $"'{name}' became shorter while it was read.", "Let no other program write to the file meanwhile, and run again.");

    public static DistributionException NoMachO(string name) => Unfit(
        name, $"'{name}' is no Mach-O file.", "Give an executable, framework binary, dylib or bundle that was built for iOS.");

    public static DistributionException BigEndian(string name) => Unfit(
        name, $"'{name}' is a big-endian Mach-O file, as no iOS device runs it.", "Build for arm64.");

    public static DistributionException Malformed(string name, string what) => Unfit(name, $"The Mach-O file '{name}' is broken: {what}.", Rebuild);

    private static DistributionException Unfit(string name, string headline, string remedy) =>
        new(ExitCode.Unfit, new Fault(headline, remedy).With("file", name));
}
