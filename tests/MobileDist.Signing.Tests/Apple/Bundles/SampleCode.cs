using System.Buffers.Binary;
using MobileDist.Packages.Zip;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Apple.Bundles;

/// <summary>The Mach-O files of the sample app, unsigned, and what can be made of them.</summary>
internal static class SampleCode
{
    private const int HeaderSize = 32;
    private const uint Segment64 = 0x19;
    private const uint BuildVersion = 0x32;

    private static readonly Lazy<byte[]> LazyApp = new(() => Read("Sample"));
    private static readonly Lazy<byte[]> LazyExtension = new(() => Read("PlugIns/Share.appex/Share"));
    private static readonly Lazy<byte[]> LazyLibrary = new(() => Read("Frameworks/SampleKit.framework/SampleKit"));

    public static string Package { get; } = RepositoryRoot.Combine("samples", "ios", "Sample-unsigned.ipa");

    public static byte[] App => LazyApp.Value;

    public static byte[] Extension => LazyExtension.Value;

    public static byte[] Library => LazyLibrary.Value;

    /// <summary>The same code with more data at the end of its last segment.</summary>
    public static byte[] Grown(byte[] code, byte[] more)
    {
        byte[] grown = [.. code, .. more];
        var command = Find(grown, at => BinaryPrimitives.ReadUInt32LittleEndian(grown.AsSpan(at)) == Segment64 && grown.AsSpan(at + 8).StartsWith("__LINKEDIT\0"u8));
        var offset = BinaryPrimitives.ReadInt64LittleEndian(grown.AsSpan(command + 40));
        BinaryPrimitives.WriteInt64LittleEndian(grown.AsSpan(command + 48), grown.Length - offset);
        BinaryPrimitives.WriteInt64LittleEndian(grown.AsSpan(command + 32), (grown.Length - offset + 0x3fff) & ~0x3fff);
        return grown;
    }

    /// <summary>The same code, built for an older system.</summary>
    public static byte[] For(byte[] code, int major)
    {
        var older = code.ToArray();
        var command = Find(older, at => BinaryPrimitives.ReadUInt32LittleEndian(older.AsSpan(at)) == BuildVersion);
        BinaryPrimitives.WriteInt32LittleEndian(older.AsSpan(command + 12), major << 16);
        return older;
    }

    private static int Find(byte[] code, Predicate<int> isWanted)
    {
        var at = HeaderSize;
        for (var left = BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(16)); left > 0; left--)
        {
            if (isWanted(at))
            {
                return at;
            }

            at += BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at + 4));
        }

        throw new InvalidOperationException("The sample has no such load command.");
    }

    private static byte[] Read(string path)
    {
        using var package = ZipPackage.Open(Package);
        return package.ReadAllBytes(package.Find($"Payload/Sample.app/{path}")!, 1 << 24);
    }
}
