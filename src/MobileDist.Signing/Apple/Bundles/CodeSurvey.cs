using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>Finds the files of an app that are code, wherever they lie, by how they begin.</summary>
internal static class CodeSurvey
{
    // What tells a Mach-O file from anything else; a Java class file begins with the same four.
    private const int Begin = 8;

    // Code is unpacked to the disk; a small package must not fill it.
    private const long MostCode = 8L << 30;

    /// <summary>The paths in the app of all that is code and has to be signed.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: more than 8 GiB of code.</exception>
    public static HashSet<string> Find(ZipPackage package, IReadOnlyList<IpaItem> items, CancellationToken cancellation)
    {
        IpaItem[] candidates = [.. items.Where(item => item is { AppPath: not null, Kind: IpaItemKind.File } && item.Entry.UncompressedSize >= Begin && !IsLeftAlone(item.AppPath))];
        var isCode = new bool[candidates.Length];
        WorkerGroup.Run(candidates.Length, Begin, (number, buffer) =>
        {
            using var stream = package.OpenRead(candidates[number].Entry);
            stream.ReadExactly(buffer);
            isCode[number] = MachOFile.IsMachO(buffer);
        }, cancellation);
        IpaItem[] code = [.. candidates.Where((_, number) => isCode[number])];
        if (code.Sum(item => item.Entry.UncompressedSize) is > MostCode and var size)
        {
            throw BundleFaults.TooMuchCode(package.FileName, size, MostCode);
        }

        return [.. code.Select(item => item.AppPath!)];
    }

    /// <summary>Whether code there stays as it is: debug symbols, and the stub that Apple signs for old watch apps.</summary>
    public static bool IsLeftAlone(string path) =>
        path.Contains(".dSYM/", StringComparison.Ordinal)
        || path.StartsWith("_WatchKitStub/", StringComparison.Ordinal)
        || path.Contains("/_WatchKitStub/", StringComparison.Ordinal);
}
