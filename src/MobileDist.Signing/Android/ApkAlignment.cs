using System.Buffers.Binary;
using System.Numerics;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>
/// Where the data of a stored entry has to begin, so that Android can map it into memory, and the extra field that pushes
/// it there: id 0xd935, size, u16 multiple, zeros (AOSP, apksig and zipalign).
/// </summary>
internal static class ApkAlignment
{
    /// <summary>For every stored entry.</summary>
    public const int Word = 4;

    /// <summary>For native libraries: the largest memory page of any device.</summary>
    public const int LibraryPage = 16384;

    private const ushort FieldId = 0xd935;
    private const int FieldOverhead = 6;
    private const ushort Stored = 0;

    /// <summary>The multiple for an entry; 1 when it is packed.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="method">0 is stored.</param>
    /// <param name="localExtra">The extra area of its local header; a larger multiple that stands there is kept.</param>
    public static int MultipleOf(string name, ushort method, ReadOnlySpan<byte> localExtra)
    {
        if (method != Stored)
        {
            return 1;
        }

        var needed = name.EndsWith(".so", StringComparison.Ordinal) ? LibraryPage : Word;
        var field = new ZipExtraField(localExtra);
        while (field.Next())
        {
            if (field.Id == FieldId && field.Data.Length >= 2)
            {
                var asked = BinaryPrimitives.ReadUInt16LittleEndian(field.Data);
                return BitOperations.IsPow2(asked) ? Math.Max(needed, (int)asked) : needed;
            }
        }

        return needed;
    }

    /// <summary>A new extra area: the old fields without those that only aligned, then the aligning field.</summary>
    /// <param name="localExtra">The old area.</param>
    /// <param name="extraOffset">Where the new one will begin in the file.</param>
    /// <param name="multiple">What the offset after it has to be a multiple of.</param>
    public static byte[] MakeExtra(ReadOnlySpan<byte> localExtra, long extraOffset, int multiple)
    {
        var kept = 0;
        for (var field = new ZipExtraField(localExtra); NextKept(ref field);)
        {
            kept += field.Whole.Length;
        }

        var padding = (int)((multiple - ((extraOffset + kept + FieldOverhead) % multiple)) % multiple);
        var extra = new byte[kept + FieldOverhead + padding];
        var rest = extra.AsSpan();
        for (var field = new ZipExtraField(localExtra); NextKept(ref field);)
        {
            field.Whole.CopyTo(rest);
            rest = rest[field.Whole.Length..];
        }

        BinaryPrimitives.WriteUInt16LittleEndian(rest, FieldId);
        BinaryPrimitives.WriteUInt16LittleEndian(rest[2..], (ushort)(2 + padding));
        BinaryPrimitives.WriteUInt16LittleEndian(rest[4..], (ushort)multiple);
        return extra;
    }

    // A field of id 0 and size 0 is how zipalign's filling with zeros reads.
    private static bool NextKept(ref ZipExtraField field)
    {
        while (field.Next())
        {
            if (field.Id != FieldId && (field.Id != 0 || !field.Data.IsEmpty))
            {
                return true;
            }
        }

        return false;
    }
}
