using System.Collections.Immutable;

namespace MobileDist.Packages.Apple.CodeSignatures;

/// <summary>Reads the index of an embedded signature and the blobs it names.</summary>
internal static class SuperBlob
{
    private const int HeaderSize = 12;
    private const int EntrySize = 8;
    private const int MostBlobs = 64;

    public static (ImmutableArray<SignatureBlob> Blobs, ImmutableArray<string> Irregularities) Read(ReadOnlyMemory<byte> memory, string name)
    {
        var bytes = new SignatureBytes(memory, what => CodeSignatureFaults.Malformed(name, what));
        var count = bytes.UInt32(8);
        if (bytes.UInt32(0) != SignatureMagic.EmbeddedSignature || bytes.UInt32(4) != bytes.Length || count > MostBlobs)
        {
            throw CodeSignatureFaults.Malformed(name, $"it begins with no header of a signature of {bytes.Length} bytes and at most {MostBlobs} parts");
        }

        var blobs = ImmutableArray.CreateBuilder<SignatureBlob>((int)count);
        var irregularities = ImmutableArray.CreateBuilder<string>();
        var packed = HeaderSize + (count * EntrySize);
        var slots = new HashSet<uint>();
        for (var i = 0; i < count; i++)
        {
            var (slot, offset) = (bytes.UInt32(HeaderSize + (i * EntrySize)), bytes.UInt32(HeaderSize + (i * EntrySize) + 4));
            var length = bytes.UInt32(offset + 4L);
            if (length < 8)
            {
                throw CodeSignatureFaults.Malformed(name, $"its part '0x{slot:x}' claims {length} bytes");
            }

            if (!slots.Add(slot))
            {
                throw CodeSignatureFaults.Malformed(name, $"its part '0x{slot:x}' stands twice");
            }

            var blob = bytes.Slice(offset, length);
            if (offset != packed)
            {
                irregularities.Add($"its part '0x{slot:x}' begins at {offset}, and not at {packed}, right behind the one before");
            }

            if (i > 0 && slot < blobs[i - 1].Slot)
            {
                irregularities.Add($"its part '0x{slot:x}' stands behind '0x{blobs[i - 1].Slot:x}'");
            }

            packed = offset + length;
            blobs.Add(new SignatureBlob(slot, bytes.UInt32(offset), blob));
        }

        if (count > 0 && packed != bytes.Length)
        {
            irregularities.Add($"{bytes.Length - (long)packed} bytes lie behind its last part");
        }

        return (blobs.ToImmutable(), irregularities.ToImmutable());
    }
}
