namespace MobileDist.Packages.Zip;

/// <summary>The sentences for zip files that are broken or hostile.</summary>
internal static class ZipFaults
{
    private const string Rebuild = "Build the package again, or copy it again if it was transferred from another machine.";
    private const string Repack = "Have the build write the package with its standard packaging step; nothing that a mobile toolchain writes looks like this.";

    public static DistributionException Missing(string path) => new(
        ExitCode.Unfit, new Fault($"The package '{path}' does not exist.", "Give the path of the file that the build wrote."));

    public static DistributionException Unreadable(string path, Exception cause) => new(
        ExitCode.Unfit, new Fault($"The package '{path}' cannot be read: {cause.Message}", "Make the file readable for the user that runs this program."), cause);

    public static DistributionException Empty(string file) => Broken(file, $"'{file}' is empty (0 bytes).", Rebuild);

    public static DistributionException NotZip(string file) => Broken(
        file, $"'{file}' is no zip file: it does not begin with a zip header and has no zip directory.", "An APK, AAB or IPA is a zip file; check that the path is the package and not a link, a page or a log.");

    public static DistributionException Truncated(string file) => Broken(
        file, $"'{file}' is cut off: it begins like a zip file, but the directory that must stand at its end is missing.", Rebuild);

    public static DistributionException NoEntries(string file) => Broken(file, $"'{file}' is a zip file without any entry.", Rebuild);

    public static DistributionException MultiDisk(string file) => Broken(
        file, $"'{file}' is one part of a zip file that is split over several disks.", Repack);

    public static DistributionException Zip64(string file, string what) => Broken(file, $"'{file}' has a broken ZIP64 directory: {what}.", Repack);

    public static DistributionException DirectoryBounds(string file, long offset, long size, long limit) => Broken(
        file, $"'{file}' says that its central directory is at '{offset}' with '{size}' bytes, but that does not end where the end record begins ('{limit}').", Rebuild);

    public static DistributionException DirectoryTooLarge(string file, long size) => Broken(
        file, $"'{file}' claims a central directory of '{size}' bytes; up to '{ZipFormat.LargestCentralDirectory}' are read.", Repack);

    public static DistributionException DirectoryRecord(string file, long index) => Broken(
        file, $"'{file}' has a broken central directory: record '{index}' is damaged or runs over its end.", Rebuild);

    public static DistributionException EntryCount(string file, long claimed, long found) => Broken(
        file, $"'{file}' claims '{claimed}' entries, but its central directory holds '{found}'.", Repack);

    public static DistributionException Encrypted(string file, string entry) => Broken(
        file, $"Entry '{entry}' of '{file}' is encrypted.", "Build the package without a zip password; no device can install an encrypted entry.", entry);

    public static DistributionException Method(string file, string entry, ushort method) => Broken(
        file, $"Entry '{entry}' of '{file}' has compression method '{method}'; devices read 0 (stored) and 8 (deflated).", Repack, entry);

    public static DistributionException NameEncoding(string file, long index) => Broken(
        file, $"The name of entry number '{index}' of '{file}' says that it is UTF-8, but is not.", Repack);

    public static DistributionException NameEmpty(string file, long index) => Broken(file, $"Entry number '{index}' of '{file}' has no name.", Repack);

    public static DistributionException NameControl(string file, string entry) => Broken(
        file, $"The entry name '{entry}' of '{file}' holds a control character.", Repack, entry);

    public static DistributionException NameTraversal(string file, string entry) => Broken(
        file, $"The entry name '{entry}' of '{file}' leads out of the package ('..').", Repack, entry);

    public static DistributionException NameAbsolute(string file, string entry) => Broken(
        file, $"The entry name '{entry}' of '{file}' is an absolute path.", Repack, entry);

    public static DistributionException NameBackslash(string file, string entry) => Broken(
        file, $"The entry name '{entry}' of '{file}' holds a backslash; zip names are separated by '/'.", Repack, entry);

    public static DistributionException Duplicate(string file, string entry) => Broken(
        file, $"'{file}' has two entries named '{entry}'.", "Remove one of the two in the build; readers do not agree on which of them counts.", entry);

    public static DistributionException HugeClaim(string file, string entry) => Broken(
        file, $"Entry '{entry}' of '{file}' claims 4 GiB or more without the ZIP64 field that would say how much.", Repack, entry);

    public static DistributionException EntryBounds(string file, string entry) => Broken(
        file, $"Entry '{entry}' of '{file}' runs over the end of the entries.", Rebuild, entry);

    public static DistributionException StoredSizes(string file, string entry, long compressed, long uncompressed) => Broken(
        file, $"Entry '{entry}' of '{file}' is stored, but claims '{compressed}' bytes in the file and '{uncompressed}' bytes unpacked; the two must be the same.", Repack, entry);

    public static DistributionException ImpossibleRatio(string file, string entry, long compressed, long uncompressed) => Broken(
        file, $"Entry '{entry}' of '{file}' claims that '{compressed}' bytes unpack to '{uncompressed}', more than deflate can do.", Repack, entry);

    public static DistributionException Bomb(string file, string entry, long compressed, long uncompressed) => Broken(
        file, $"Entry '{entry}' of '{file}' claims to unpack from '{compressed}' to '{uncompressed}' bytes; above 64 MiB at most '{ZipFormat.LargestBelievableRatio}' to 1 is taken.", "Looks like a zip bomb. If the file is real, ship it compressed by its own format.", entry);

    public static DistributionException TotalBomb(string file, long total) => Broken(
        file, $"The entries of '{file}' claim to unpack to '{total}' bytes together; up to '{ZipFormat.LargestTotal}' are taken.", "Looks like a zip bomb. Make the package smaller.");

    public static DistributionException DirectorySize(string file, string entry, long size) => Broken(
        file, $"Entry '{entry}' of '{file}' is a folder, but claims '{size}' bytes.", Repack, entry);

    public static DistributionException LocalHeader(string file, string entry) => Broken(
        file, $"Entry '{entry}' of '{file}' has no local header where the central directory says it is.", Rebuild, entry);

    public static DistributionException LocalMismatch(string file, string entry, string field, string local, string central) => Broken(
        file, $"Entry '{entry}' of '{file}' contradicts itself: its {field} is '{local}' in the local header and '{central}' in the central directory.", Repack, entry);

    public static DistributionException Descriptor(string file, string entry) => Broken(
        file, $"Entry '{entry}' of '{file}' has a data descriptor that contradicts the central directory.", Repack, entry);

    public static DistributionException Overlap(string file, string entry, string other) => Broken(
        file, $"The entries '{other}' and '{entry}' of '{file}' overlap.", Repack, entry);

    public static DistributionException Cut(string file, long offset) => Broken(
        file, $"'{file}' ended at offset '{offset}' while it was read; it became shorter meanwhile.", "Let nothing write to the package while it is being distributed.");

    public static DistributionException Inflate(string file, string entry, Exception? cause = null) => Broken(
        file, $"The data of entry '{entry}' of '{file}' is damaged: it does not unpack.", Rebuild, entry, cause);

    public static DistributionException InflatedSize(string file, string entry, long claimed, bool more) => Broken(
        file, $"Entry '{entry}' of '{file}' unpacks to {(more ? "more" : "fewer")} than the '{claimed}' bytes that it claims.", Repack, entry);

    public static DistributionException Crc(string file, string entry, uint claimed, uint found) => Broken(
        file, $"The data of entry '{entry}' of '{file}' is damaged: its CRC-32 is '{found:x8}', it should be '{claimed:x8}'.", Rebuild, entry);

    public static DistributionException TooLarge(string file, string entry, long size, int limit) => Broken(
        file, $"Entry '{entry}' of '{file}' has '{size}' bytes; up to '{limit}' are read.", "Make the entry smaller; nothing that a mobile toolchain writes there comes near this size.", entry);

    private static DistributionException Broken(string file, string headline, string remedy, string? entry = null, Exception? cause = null)
    {
        var fault = new Fault(headline, remedy).With("package", file);
        return new DistributionException(ExitCode.Unfit, entry is null ? fault : fault.With("entry", entry), cause);
    }
}
