using System.Buffers.Binary;
using MobileDist.Packages.Apple.MachO;

namespace MobileDist.Signing.Apple.Code;

/// <summary>
/// How one slice will look: its load commands are final before the first page is hashed, since page 0 holds them. Follows
/// codesign's allocator, but counts the header in the test for room.
/// </summary>
internal sealed class SliceLayout
{
    private const int CommandSize = 16;
    private const uint CodeSignatureCommand = 0x1d;

    /// <summary>How far behind the old signature the slice may end.</summary>
    private const int Tolerance = 7;

    /// <summary>Page size that <c>__LINKEDIT</c> is rounded to in memory, whatever the CPU.</summary>
    private const long MemoryPage = 0x4000;

    private SliceLayout(MachOSlice slice, byte[] head, long codeLimit, int signatureSize)
    {
        Slice = slice;
        Head = head;
        CodeLimit = codeLimit;
        SignatureSize = signatureSize;
    }

    public MachOSlice Slice { get; }

    /// <summary>The header and the load commands as they will be.</summary>
    public byte[] Head { get; }

    /// <summary>Where the signature begins; what lies before it is hashed.</summary>
    public long CodeLimit { get; }

    /// <summary>Bytes kept for the signature, a multiple of 16.</summary>
    public int SignatureSize { get; }

    public long Length => CodeLimit + SignatureSize;

    /// <summary>What of the slice stays as it is, and where it is.</summary>
    public MachORange Kept => new(Head.Length, Math.Max(0, Math.Min(CodeLimit, Slice.Length) - Head.Length));

    /// <summary>Where the signature of a slice will begin.</summary>
    public static long CodeLimitOf(MachOSlice slice) => slice.Signature?.Data.Offset ?? RoundUp(slice.Length, CommandSize);

    /// <summary>Whether a slice can be signed at all; looked at before any other work.</summary>
    public static void Check(MachOFile file, MachOSlice slice)
    {
        var cpu = slice.Cpu.Name;
        if (!slice.IsSignable)
        {
            throw CodeSigningFaults.NotSignable(file.Name, cpu);
        }

        if (slice.IsEncrypted)
        {
            throw CodeSigningFaults.Encrypted(file.Name, cpu);
        }

        Single(file, slice, MachOSegment.Text);
        var linkEdit = Single(file, slice, MachOSegment.LinkEdit);
        if (linkEdit.FileOffset < slice.CommandsEnd || slice.Segments.Any(segment => segment.FileSize > 0 && segment.FileOffset > linkEdit.FileOffset))
        {
            throw CodeSigningFaults.LinkEditNotLast(file.Name, cpu);
        }

        if (slice.Signature is { } signature)
        {
            if (signature.Data.Offset < linkEdit.FileOffset || slice.Length - signature.Data.End > Tolerance)
            {
                throw CodeSigningFaults.SignatureNotLast(file.Name, cpu);
            }

            return;
        }

        CheckRoom(file, slice);
    }

    public static SliceLayout For(MachOFile file, MachOSlice slice, int signatureSize)
    {
        var head = new byte[slice.CommandsEnd + (slice.Signature is null ? CommandSize : 0)];
        file.SourceOf(slice).Read(0, head.AsSpan(0, slice.CommandsEnd));
        var codeLimit = CodeLimitOf(slice);
        var command = slice.Signature?.CommandOffset ?? slice.CommandsEnd;
        if (slice.Signature is null)
        {
            Write(head, 16, (uint)slice.CommandCount + 1);
            Write(head, 20, (uint)slice.CommandsSize + CommandSize);
            Write(head, command, CodeSignatureCommand);
            Write(head, command + 4, CommandSize);
        }

        Write(head, command + 8, (uint)codeLimit);
        Write(head, command + 12, (uint)signatureSize);
        var linkEdit = slice.Segment(MachOSegment.LinkEdit)!;
        var size = codeLimit + signatureSize - linkEdit.FileOffset;
        if (slice.Is64Bit)
        {
            BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(linkEdit.CommandOffset + 32), RoundUp(size, MemoryPage));
            BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(linkEdit.CommandOffset + 48), size);
        }
        else
        {
            Write(head, linkEdit.CommandOffset + 28, (uint)RoundUp(size, MemoryPage));
            Write(head, linkEdit.CommandOffset + 36, (uint)size);
        }

        return new SliceLayout(slice, head, codeLimit, signatureSize);
    }

    public static long RoundUp(long value, long multiple) => (value + multiple - 1) / multiple * multiple;

    private static void CheckRoom(MachOFile file, MachOSlice slice)
    {
        var free = Math.Max(0, slice.FirstContentOffset - slice.CommandsEnd);
        if (free < CommandSize)
        {
            throw CodeSigningFaults.NoRoom(file.Name, slice.Cpu.Name, free, CommandSize);
        }

        var room = new byte[CommandSize];
        file.SourceOf(slice).Read(slice.CommandsEnd, room);
        if (room.AsSpan().ContainsAnyExcept((byte)0))
        {
            throw CodeSigningFaults.RoomNotEmpty(file.Name, slice.Cpu.Name);
        }
    }

    private static MachOSegment Single(MachOFile file, MachOSlice slice, string name)
    {
        var found = slice.Segments.Where(segment => string.Equals(segment.Name, name, StringComparison.Ordinal)).Take(2).ToArray();
        return found.Length == 1 ? found[0] : throw CodeSigningFaults.NoSegment(file.Name, slice.Cpu.Name, name);
    }

    private static void Write(byte[] head, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(at), value);
}
