using System.Buffers.Binary;
using System.Text;

namespace MobileDist.Packages.Tests.Apple;

/// <summary>A small arm64 executable: header, load commands, some content, and a signature that claims what the test wants.</summary>
internal sealed record SignedMachO
{
    private const int ContentAt = 0x1000;

    /// <summary>2 iOS, 7 the simulator.</summary>
    public int Platform { get; init; } = 2;

    public int MinimumMajor { get; init; } = 15;

    public int CryptId { get; init; }

    /// <summary>Bytes between the load commands' page and the signature.</summary>
    public int ContentLength { get; init; } = 64;

    /// <summary>XML; null leaves the blob out.</summary>
    public byte[]? Entitlements { get; init; }

    public string TeamId { get; init; } = "TEAM123456";

    public bool IsSigned { get; init; } = true;

    /// <summary>A signature with a CMS is no ad hoc one.</summary>
    public bool HasCms { get; init; } = true;

    public byte[] ToArray()
    {
        var signature = IsSigned ? Signature() : [];
        var linkEdit = ContentAt + ContentLength;
        byte[][] commands =
        [
            Segment("__TEXT", 0, linkEdit),
            Segment("__LINKEDIT", linkEdit, signature.Length),
            Command(0x32, Platform, MinimumMajor << 16, MinimumMajor << 16, 0),
            Command(0x2c, ContentAt, ContentLength, CryptId, 0),
            .. IsSigned ? (byte[][])[Command(0x1d, linkEdit, signature.Length)] : [],
        ];
        var head = Little(unchecked((int)0xfeedfacf), 0x0100000c, 0, 2, commands.Length, commands.Sum(command => command.Length), 0, 0);
        byte[] start = [.. head, .. commands.SelectMany(command => command)];
        return [.. start, .. new byte[ContentAt - start.Length], .. Enumerable.Range(0, ContentLength).Select(i => (byte)(i * i / 7)), .. signature];
    }

    private byte[] Signature()
    {
        byte[] names = [.. "com.example.demo\0"u8, .. Encoding.ASCII.GetBytes(TeamId), 0];
        var directoryLength = 88 + names.Length + 32;
        byte[] directory =
        [
            .. Big(0xfade0c02, (uint)directoryLength, 0x20400, 0, (uint)(88 + names.Length), 88, 0, 1, ContentAt), 32, 2, 0, 12,
            .. Big(0, 0, 88 + 17, 0, 0, 0), .. new byte[24], .. names, .. new byte[32],
        ];
        var blobs = new List<(uint Slot, byte[] Bytes)> { (0, directory) };
        if (Entitlements is not null)
        {
            blobs.Add((5, Blob(0xfade7171, Entitlements)));
        }

        if (HasCms)
        {
            blobs.Add((0x10000, Blob(0xfade0b01, [1, 2, 3, 4])));
        }

        var offset = 12 + (8 * blobs.Count);
        var index = new List<byte>();
        foreach (var (slot, bytes) in blobs)
        {
            index.AddRange(Big(slot, (uint)offset));
            offset += bytes.Length;
        }

        byte[] all = [.. Big(0xfade0cc0, (uint)offset, (uint)blobs.Count), .. index, .. blobs.SelectMany(blob => blob.Bytes)];
        return [.. all, .. new byte[(16 - (all.Length % 16)) % 16]];
    }

    private static byte[] Segment(string name, int offset, int size)
    {
        var command = new byte[72];
        Little(0x19, 72).CopyTo(command, 0);
        Encoding.ASCII.GetBytes(name).CopyTo(command, 8);
        BinaryPrimitives.WriteInt64LittleEndian(command.AsSpan(24), offset);
        BinaryPrimitives.WriteInt64LittleEndian(command.AsSpan(32), (size + 0x3fff) & ~0x3fff);
        BinaryPrimitives.WriteInt64LittleEndian(command.AsSpan(40), offset);
        BinaryPrimitives.WriteInt64LittleEndian(command.AsSpan(48), size);
        return command;
    }

    private static byte[] Command(int kind, params int[] fields) => [.. Little(kind, 8 + (4 * fields.Length)), .. Little(fields)];

    private static byte[] Blob(uint magic, byte[] payload) => [.. Big(magic, (uint)(8 + payload.Length)), .. payload];

    private static byte[] Little(params int[] numbers)
    {
        var bytes = new byte[4 * numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), numbers[i]);
        }

        return bytes;
    }

    private static byte[] Big(params uint[] numbers)
    {
        var bytes = new byte[4 * numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 * i), numbers[i]);
        }

        return bytes;
    }
}
