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
    public static NativeLibraries Inspect(ZipPackage package, params ImmutableArray<string> folders)
    {
        var abis = new SortedSet<string>(StringComparer.Ordinal);
        var below = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in package.Entries)
        {
            if (AbiOf(entry, folders) is not { } abi)
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

    private static string? AbiOf(ZipEntry entry, ImmutableArray<string> folders)
    {
        foreach (var folder in folders)
        {
            if (!entry.IsDirectory && entry.Name.StartsWith(folder, StringComparison.Ordinal))
            {
                var rest = entry.Name.AsSpan(folder.Length);
                var slash = rest.IndexOf('/');
                return slash > 0 ? rest[..slash].ToString() : null;
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
