using System.Buffers.Binary;
using System.IO.Compression;

namespace MobileDist.Benchmarks;

/// <summary>
/// Makes an unsigned IPA of about a given size: the sample's own files, its executable and some frameworks with so much code that they are
/// an eighth of the whole, and assets, large and small; everything is deflated, as Xcode packs, and comes to about half its size.
/// Same arguments, same bytes.
/// </summary>
internal static class BenchmarkIpa
{
    private const string App = "Payload/Sample.app/";
    private const string Framework = $"{App}Frameworks/SampleKit.framework/";
    private const int Frameworks = 4;
    private const int SmallAssets = 1500;
    private const int SmallAsset = 6_000;
    private const int LargestAsset = 24_000_000;
    private const int ExecutableFile = 0x81ed;
    private const int PlainFile = 0x81a4;

    /// <param name="path">Where to write it.</param>
    /// <param name="sample">The unsigned IPA to begin with.</param>
    /// <param name="bytes">About how large.</param>
    /// <param name="seed">What the filling starts from.</param>
    public static void Write(string path, string sample, long bytes, ulong seed)
    {
        var random = new SeededBytes(seed);
        using var source = ZipFile.OpenRead(sample);
        using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        using var target = new ZipArchive(file, ZipArchiveMode.Create);

        // Twice the share, since half of it goes by the packing.
        var code = (int)(bytes / 8 * 2);
        foreach (var entry in source.Entries)
        {
            var content = BenchmarkPackage.Read(source, entry.FullName);
            Add(target, entry.FullName, entry.FullName is $"{App}Sample" ? Grow(content, code / 2, random) : content, entry.ExternalAttributes);
        }

        var (library, info) = (BenchmarkPackage.Read(source, $"{Framework}SampleKit"), BenchmarkPackage.Read(source, $"{Framework}Info.plist"));
        for (var number = 0; number < Frameworks; number++)
        {
            Add(target, $"{App}Frameworks/Kit{number}.framework/Info.plist", info, PlainFile << 16);
            Add(target, $"{App}Frameworks/Kit{number}.framework/SampleKit", Grow(library, code / 2 / Frameworks, random), ExecutableFile << 16);
        }

        for (var number = 0; number < SmallAssets; number++)
        {
            Add(target, $"{App}assets/small{number:D4}.dat", Fill(SmallAsset, random), PlainFile << 16);
        }

        for (var number = 0; file.Length < bytes - (64 << 10); number++)
        {
            Add(target, $"{App}assets/large{number:D3}.dat", Fill((int)Math.Min(LargestAsset, (bytes - file.Length) * 2), random), PlainFile << 16);
        }
    }

    /// <summary>Bytes that deflate to half: of every 64 half are as random as they can be, and half are zero.</summary>
    public static byte[] Fill(int length, SeededBytes random)
    {
        var bytes = new byte[(length + 15) & ~15];
        for (var at = 0; at < bytes.Length; at += 64)
        {
            random.Fill(bytes.AsSpan(at, Math.Min(32, bytes.Length - at) & ~7));
        }

        return bytes;
    }

    // More at the end of the last segment of a 64-bit Mach-O file.
    private static byte[] Grow(byte[] code, int more, SeededBytes random)
    {
        const int HeaderSize = 32;
        const uint Segment = 0x19;
        byte[] grown = [.. code, .. Fill(more, random)];
        for (var at = HeaderSize; at < HeaderSize + BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(20)); at += BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at + 4)))
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(code.AsSpan(at)) == Segment && code.AsSpan(at + 8).StartsWith("__LINKEDIT"u8))
            {
                var size = grown.Length - BinaryPrimitives.ReadInt64LittleEndian(code.AsSpan(at + 40));
                BinaryPrimitives.WriteInt64LittleEndian(grown.AsSpan(at + 48), size);
                BinaryPrimitives.WriteInt64LittleEndian(grown.AsSpan(at + 32), (size + 0x3fff) & ~0x3fff);
            }
        }

        return grown;
    }

    private static void Add(ZipArchive target, string name, byte[] content, int attributes)
    {
        var entry = target.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = BenchmarkPackage.Stamp;
        entry.ExternalAttributes = attributes;
        using var stream = entry.Open();
        stream.Write(content);
    }
}
