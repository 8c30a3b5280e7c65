using System.Collections.Immutable;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Android;

/// <summary>What native code a package carries.</summary>
/// <param name="Abis">Folders under <c>lib/</c>, sorted.</param>
/// <param name="Below16KiB">Names of the 64-bit libraries that a device with 16 KiB pages refuses, in the order of the package.</param>
internal sealed record NativeLibraries(ImmutableArray<string> Abis, ImmutableArray<string> Below16KiB)
{
    /// <param name="package">Where they are.</param>
    /// <param name="folders">Where they lie: <c>lib/</c> of a package, or of each module of a bundle.</param>
    public static NativeLibraries Inspect(ZipPackage package, params IEnumerable<string> folders)
    {
        var known = folders.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        var abis = new SortedSet<string>(StringComparer.Ordinal);
        var below = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in package.Entries)
        {
            if (AbiOf(entry, known) is not { } abi)
            {
                continue;
            }

            abis.Add(abi);
            if (entry.Name.EndsWith(".so", StringComparison.Ordinal) && IsBelow16KiB(package, entry))
            {
                below.Add(entry.Name);
            }
        }

        return new NativeLibraries([.. abis], below.ToImmutable());
    }

    // By look-up, however many modules there are; their folders lie one in the other, two deep at most.
    private static string? AbiOf(ZipEntry entry, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> folders)
    {
        const int Deepest = 2;
        var name = entry.Name.AsSpan();
        var end = 0;
        for (var depth = 0; depth < Deepest && name[end..].IndexOf('/') is >= 0 and var length; depth++)
        {
            end += length + 1;
            if (folders.Contains(name[..end]))
            {
                var slash = name[end..].IndexOf('/');
                return slash > 0 && !entry.IsDirectory ? name.Slice(end, slash).ToString() : null;
            }
        }

        return null;
    }

    private static bool IsBelow16KiB(ZipPackage package, ZipEntry entry)
    {
        using var stream = package.OpenRead(entry);
        return ElfImage.Read64BitLoadAlignment(stream) is < ElfImage.Page16KiB;
    }
}
