using System.Buffers.Binary;
using System.Collections.Immutable;
using MobileDist.Packages.Apple.CodeSignatures;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Makes blobs, and the SuperBlob out of them, packed in ascending order as codesign does.</summary>
internal static class SignatureBlobs
{
    private const int HeaderSize = 12;
    private const int EntrySize = 8;

    public static SignatureBlob Create(uint slot, uint magic, ReadOnlySpan<byte> payload)
    {
        var bytes = new byte[8 + payload.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, magic);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), (uint)bytes.Length);
        payload.CopyTo(bytes.AsSpan(8));
        return new SignatureBlob(slot, magic, bytes);
    }

    /// <summary>Bytes of a SuperBlob of so many blobs with so many bytes in all.</summary>
    public static int SizeOf(int count, int bytes) => HeaderSize + (EntrySize * count) + bytes;

    /// <summary>The SuperBlob, with zeros behind it up to the size that is kept for it.</summary>
    public static byte[] Combine(ImmutableArray<SignatureBlob> blobs, int size)
    {
        var all = new byte[size];
        var at = SizeOf(blobs.Length, 0);
        BinaryPrimitives.WriteUInt32BigEndian(all, SignatureMagic.EmbeddedSignature);
        BinaryPrimitives.WriteUInt32BigEndian(all.AsSpan(8), (uint)blobs.Length);
        var index = HeaderSize;
        foreach (var blob in blobs.OrderBy(blob => blob.Slot))
        {
            BinaryPrimitives.WriteUInt32BigEndian(all.AsSpan(index), blob.Slot);
            BinaryPrimitives.WriteUInt32BigEndian(all.AsSpan(index + 4), (uint)at);
            blob.Bytes.Span.CopyTo(all.AsSpan(at));
            index += EntrySize;
            at += blob.Bytes.Length;
        }

        BinaryPrimitives.WriteUInt32BigEndian(all.AsSpan(4), (uint)at);
        return all;
    }
}
