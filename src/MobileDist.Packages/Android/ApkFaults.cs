namespace MobileDist.Packages.Android;

/// <summary>The sentences for APK Signing Blocks that are broken or hostile.</summary>
internal static class ApkFaults
{
    private const string SignAgain = "Take the unsigned package that the build wrote; signing strips whatever else is there and signs anew.";

    public static DistributionException BlockSize(string file, ulong size) => Broken(
        file, $"The signing block of '{file}' claims '{size}' bytes, more than there are before the central directory.");

    public static DistributionException BlockSizesDiffer(string file, ulong head, ulong foot) => Broken(
        file, $"The signing block of '{file}' contradicts itself: its size is '{head}' at its start and '{foot}' at its end.");

    public static DistributionException BlockOverlaps(string file, long block, long entries) => Broken(
        file, $"The signing block of '{file}' overlaps the entries: it begins at '{block}', they end at '{entries}'.");

    public static DistributionException BlockPair(string file, int index) => Broken(
        file, $"Pair '{index}' in the signing block of '{file}' is damaged or runs over the block's end.");

    public static DistributionException BlockRepeats(string file, uint id) => Broken(
        file, $"The signing block of '{file}' has two pairs with the id '0x{id:x8}'.");

    public static DistributionException PairTooLarge(string file, uint id, long length, int limit) => Broken(
        file, $"The pair '0x{id:x8}' in the signing block of '{file}' has '{length}' bytes; up to '{limit}' are read.");

    public static DistributionException Signers(string file, uint id, string what) => Broken(
        file, $"The signature in pair '0x{id:x8}' of '{file}' is damaged: {what}.");

    private static DistributionException Broken(string file, string headline) =>
        new(ExitCode.Unfit, new Fault(headline, SignAgain).With("package", file));
}
