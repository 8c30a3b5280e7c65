using System.Buffers.Binary;

namespace MobileDist.Packages.Tests.Android;

/// <summary>Native libraries that are all head.</summary>
internal static class TestElf
{
    /// <summary>An ELF head and one LOAD segment for each alignment.</summary>
    public static byte[] Of(byte elfClass, params ulong[] alignments)
    {
        var bytes = new byte[64 + (56 * alignments.Length) + 10_000];
        "\u007fELF"u8.CopyTo(bytes);
        bytes[4] = elfClass;
        bytes[5] = 1;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(32), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(54), 56);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(56), (ushort)alignments.Length);
        for (var i = 0; i < alignments.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(64 + (56 * i)), 1);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(64 + (56 * i) + 48), alignments[i]);
        }

        return bytes;
    }
}
