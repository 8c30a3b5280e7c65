using System.IO.Compression;
using System.Text;

namespace MobileDist.Benchmarks;

/// <summary>
/// Makes an unsigned app bundle of about a given size: the sample's own modules, many small resources, code and native libraries
/// that deflate to half (half of the whole), and assets that do not compress and are stored. Same arguments, same bytes.
/// </summary>
internal static class BenchmarkBundle
{
    private const int SmallResources = 300;
    private const int LargestLibrary = 24_000_000;
    private const int LargestAsset = 6_000_000;

    /// <param name="path">Where to write it.</param>
    /// <param name="sample">The unsigned bundle to begin with.</param>
    /// <param name="bytes">About how large.</param>
    /// <param name="seed">What the filling starts from.</param>
    public static void Write(string path, string sample, long bytes, ulong seed)
    {
        var random = new SeededBytes(seed);
        using var source = ZipFile.OpenRead(sample);
        using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        using var target = new ZipArchive(file, ZipArchiveMode.Create);
        foreach (var entry in source.Entries)
        {
            BenchmarkPackage.Add(target, entry.FullName, CompressionLevel.Optimal, BenchmarkPackage.Read(source, entry.FullName));
        }

        for (var i = 0; i < SmallResources; i++)
        {
            BenchmarkPackage.Add(target, $"base/res/raw/text_{i:D3}.txt", CompressionLevel.Optimal, Encoding.ASCII.GetBytes(BenchmarkPackage.Sentences(random, 4000)));
        }

        // The unpacked size counts here, and half of it goes by the packing.
        var left = bytes - file.Length;
        for (var (number, code) = (0, left); code > 0; number++)
        {
            var size = (int)Math.Min(code, LargestLibrary);
            code -= size;
            BenchmarkPackage.Add(target, $"base/lib/arm64-v8a/libengine{number:D2}.so", CompressionLevel.Optimal, BenchmarkIpa.Fill(size, random));
        }

        BenchmarkPackage.Fill(target, "levels/assets/level", ".pak", bytes - file.Length, LargestAsset, [], random);
    }
}
