using System.IO.Compression;
using System.Text;

namespace MobileDist.Benchmarks;

/// <summary>
/// Makes an unsigned APK of about a given size, laid out as games are: the sample's own manifest, resources and code, many small
/// deflated resources, large stored native libraries, and stored assets that do not compress. Same arguments, same bytes.
/// </summary>
internal static class BenchmarkPackage
{
    private const int SmallResources = 300;
    private const int LargestLibrary = 24_000_000;
    private const int LargestAsset = 6_000_000;
    public static readonly DateTimeOffset Stamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="path">Where to write it.</param>
    /// <param name="sample">An unsigned APK to take the manifest, the resource table, the code and a library's beginning from.</param>
    /// <param name="bytes">About how large.</param>
    /// <param name="seed">What the filling starts from.</param>
    public static void Write(string path, string sample, long bytes, ulong seed)
    {
        var random = new SeededBytes(seed);
        using var source = ZipFile.OpenRead(sample);
        using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        using var target = new ZipArchive(file, ZipArchiveMode.Create);
        Add(target, "AndroidManifest.xml", CompressionLevel.Optimal, Read(source, "AndroidManifest.xml"));
        Add(target, "classes.dex", CompressionLevel.Optimal, Read(source, "classes.dex"));
        Add(target, "resources.arsc", CompressionLevel.NoCompression, Read(source, "resources.arsc"));
        for (var i = 0; i < SmallResources; i++)
        {
            Add(target, $"res/raw/text_{i:D3}.txt", CompressionLevel.Optimal, Encoding.ASCII.GetBytes(Sentences(random, 4000)));
        }

        // Two fifths of what is left are libraries, the rest assets.
        var left = bytes - file.Length;
        var elf = Read(source, "lib/arm64-v8a/libsample.so");
        Fill(target, "lib/arm64-v8a/libengine", ".so", left * 2 / 5, LargestLibrary, elf, random);
        Fill(target, "assets/level", ".pak", left - (left * 2 / 5), LargestAsset, [], random);
    }

    /// <summary>Adds stored files that do not compress, of a total size.</summary>
    public static void Fill(ZipArchive target, string name, string suffix, long total, int largest, byte[] beginning, SeededBytes random)
    {
        var buffer = new byte[1 << 20];
        for (var number = 0; total > 0; number++)
        {
            var size = Math.Min(total, largest);
            total -= size;
            using var stream = Create(target, $"{name}{number:D2}{suffix}", CompressionLevel.NoCompression).Open();
            stream.Write(beginning);
            for (size -= beginning.Length; size > 0; size -= buffer.Length)
            {
                random.Fill(buffer);
                stream.Write(buffer, 0, (int)Math.Min(size, buffer.Length));
            }
        }
    }

    /// <summary>Adds one file.</summary>
    public static void Add(ZipArchive target, string name, CompressionLevel level, byte[] bytes)
    {
        using var stream = Create(target, name, level).Open();
        stream.Write(bytes);
    }

    private static ZipArchiveEntry Create(ZipArchive target, string name, CompressionLevel level)
    {
        var entry = target.CreateEntry(name, level);
        entry.LastWriteTime = Stamp;
        return entry;
    }

    /// <summary>The content of an entry of the sample.</summary>
    public static byte[] Read(ZipArchive source, string name)
    {
        using var stream = (source.GetEntry(name) ?? throw new InvalidDataException($"The sample has no '{name}'.")).Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Text of about a length.</summary>
    public static string Sentences(SeededBytes random, int length)
    {
        string[] words = ["release", "tester", "phone", "package", "link", "channel", "sign", "verify", "build", "track", "store", "group"];
        var text = new StringBuilder(length + 16);
        while (text.Length < length)
        {
            text.Append(words[(int)(random.Next() % (ulong)words.Length)]).Append(' ');
        }

        return text.ToString();
    }
}
