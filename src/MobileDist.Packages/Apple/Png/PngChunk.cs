using System.Buffers;
using System.Buffers.Binary;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Apple.Png;

/// <summary>Chunks of a PNG file: length, type, data, CRC-32 of type and data.</summary>
internal static class PngChunk
{
    private const int Frame = 12;

    /// <summary>Takes the first chunk off; false at the end, and where the bytes hold no whole chunk.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> data)
    {
        type = default;
        data = default;
        if (bytes.Length < Frame || BinaryPrimitives.ReadUInt32BigEndian(bytes) is var length && length > bytes.Length - Frame)
        {
            return false;
        }

        type = bytes.Slice(4, 4);
        data = bytes.Slice(8, (int)length);
        bytes = bytes[(Frame + (int)length)..];
        return true;
    }

    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = output.GetSpan(Frame + data.Length);
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk[4..]);
        data.CopyTo(chunk[8..]);
        BinaryPrimitives.WriteUInt32BigEndian(chunk[(8 + data.Length)..], ZipChecksum.Crc32(chunk.Slice(4, 4 + data.Length)));
        output.Advance(Frame + data.Length);
    }
}
