using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace MobileDist.Packages.Zip;

/// <summary>
/// What the headers of an entry say, for who writes a zip file (PKWARE APPNOTE 6.3). Made on Unix, the name in UTF-8, sizes in front of the
/// data, ZIP64 fields only where a number needs them: the same values make the same bytes.
/// </summary>
public sealed class ZipRecord(string name)
{
    /// <summary>1 January 1980 as MS-DOS date and time, the first day that a zip file knows: for what shall be the same bytes on every run.</summary>
    public const uint EarliestDosTime = (1 << 21) | (1 << 16);

    private const ushort Plain = 20;
    private const ushort WithZip64 = 45;
    private const uint DosFolder = 0x10;

    // Of st_mode: a file that all may read, a folder that all may enter.
    private const int PlainFile = 0x81a4;
    private const int Folder = 0x41ed;

    private readonly byte[] _name = Encoding.UTF8.GetBytes(name);

    public string Name => name;

    /// <summary>0 (stored) or 8 (deflated).</summary>
    public ushort Method { get; init; }

    /// <summary>MS-DOS date (high half) and time.</summary>
    public uint DosTime { get; init; }

    /// <summary>File type and permissions as in <c>st_mode</c>; 0 for a file or a folder that all may read, since nothing of it would unpack to what nobody may.</summary>
    public int UnixMode { get; init; }

    public uint Crc32 { get; init; }

    public long CompressedSize { get; init; }

    public long UncompressedSize { get; init; }

    /// <summary>Where the local header is.</summary>
    public long Offset { get; init; }

    /// <summary>Bytes of the local header with name and extra field; the data comes right after.</summary>
    public int LocalHeaderLength => ZipFormat.LocalHeaderSize + _name.Length + (HasWideSizes ? 20 : 0);

    /// <summary>Where the data begins.</summary>
    public long DataOffset => Offset + LocalHeaderLength;

    private bool IsFolder => name.EndsWith('/');

    private bool HasWideSizes => CompressedSize >= uint.MaxValue || UncompressedSize >= uint.MaxValue;

    private bool HasWideOffset => Offset >= uint.MaxValue;

    /// <summary>A moment as MS-DOS date and time, in steps of two seconds; what lies before 1980 or after 2107 becomes the nearest that there is.</summary>
    public static uint DosTimeOf(DateTimeOffset moment)
    {
        var time = moment.UtcDateTime;
        return time.Year switch
        {
            < 1980 => EarliestDosTime,
            > 2107 => (127u << 25) | (12 << 21) | (31 << 16) | (23 << 11) | (59 << 5) | 29,
            _ => (uint)(((time.Year - 1980) << 25) | (time.Month << 21) | (time.Day << 16) | (time.Hour << 11) | (time.Minute << 5) | (time.Second / 2)),
        };
    }

    /// <summary>Writes the local header into a span of <see cref="LocalHeaderLength"/> bytes.</summary>
    public void WriteLocalHeader(Span<byte> header)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header, ZipFormat.LocalHeaderSignature);
        WriteCommon(header[4..], HasWideSizes);
        BinaryPrimitives.WriteUInt16LittleEndian(header[28..], (ushort)(HasWideSizes ? 20 : 0));
        _name.CopyTo(header[ZipFormat.LocalHeaderSize..]);
        if (HasWideSizes)
        {
            var extra = header[(ZipFormat.LocalHeaderSize + _name.Length)..];
            BinaryPrimitives.WriteUInt16LittleEndian(extra, ZipFormat.Zip64ExtraId);
            BinaryPrimitives.WriteUInt16LittleEndian(extra[2..], 16);
            BinaryPrimitives.WriteInt64LittleEndian(extra[4..], UncompressedSize);
            BinaryPrimitives.WriteInt64LittleEndian(extra[12..], CompressedSize);
        }
    }

    /// <summary>Appends the record of the central directory.</summary>
    public void WriteCentralRecord(IBufferWriter<byte> directory)
    {
        var wide = (HasWideSizes ? 16 : 0) + (HasWideOffset ? 8 : 0);
        var extraLength = wide == 0 ? 0 : wide + 4;
        var length = ZipFormat.CentralRecordSize + _name.Length + extraLength;
        var record = directory.GetSpan(length)[..length];
        record.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(record, ZipFormat.CentralRecordSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(record[4..], (ushort)((ZipFormat.MadeOnUnix << 8) | (wide == 0 ? Plain : WithZip64)));
        WriteCommon(record[6..], wide != 0);
        BinaryPrimitives.WriteUInt16LittleEndian(record[30..], (ushort)extraLength);
        var mode = UnixMode != 0 ? UnixMode : IsFolder ? Folder : PlainFile;
        BinaryPrimitives.WriteUInt32LittleEndian(record[38..], ((uint)mode << 16) | (IsFolder ? DosFolder : 0));
        BinaryPrimitives.WriteUInt32LittleEndian(record[42..], HasWideOffset ? uint.MaxValue : (uint)Offset);
        _name.CopyTo(record[ZipFormat.CentralRecordSize..]);
        if (wide != 0)
        {
            var extra = record[(ZipFormat.CentralRecordSize + _name.Length)..];
            BinaryPrimitives.WriteUInt16LittleEndian(extra, ZipFormat.Zip64ExtraId);
            BinaryPrimitives.WriteUInt16LittleEndian(extra[2..], (ushort)wide);
            if (HasWideSizes)
            {
                BinaryPrimitives.WriteInt64LittleEndian(extra[4..], UncompressedSize);
                BinaryPrimitives.WriteInt64LittleEndian(extra[12..], CompressedSize);
            }

            if (HasWideOffset)
            {
                BinaryPrimitives.WriteInt64LittleEndian(extra[^8..], Offset);
            }
        }

        directory.Advance(length);
    }

    /// <summary>The central directory, with what stands after it.</summary>
    /// <param name="records">In the order in which a reader is to list them.</param>
    /// <param name="offset">Where it begins: behind the last entry.</param>
    public static ReadOnlyMemory<byte> Directory(IReadOnlyCollection<ZipRecord> records, long offset)
    {
        ArgumentNullException.ThrowIfNull(records);
        var directory = new ArrayBufferWriter<byte>((records.Count * 128) + ZipFormat.EndSize);
        foreach (var record in records)
        {
            record.WriteCentralRecord(directory);
        }

        WriteEnd(directory, records.Count, offset, directory.WrittenCount);
        return directory.WrittenMemory;
    }

    /// <summary>Appends what stands after the central directory.</summary>
    /// <param name="output">Takes the bytes.</param>
    /// <param name="entries">How many records the directory has.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="size">Its bytes.</param>
    public static void WriteEnd(IBufferWriter<byte> output, long entries, long offset, long size)
    {
        if (entries >= ushort.MaxValue || offset >= uint.MaxValue || size >= uint.MaxValue)
        {
            var wide = output.GetSpan(ZipFormat.Zip64EndSize + ZipFormat.Zip64LocatorSize)[..(ZipFormat.Zip64EndSize + ZipFormat.Zip64LocatorSize)];
            wide.Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(wide, ZipFormat.Zip64EndSignature);
            BinaryPrimitives.WriteInt64LittleEndian(wide[4..], ZipFormat.Zip64EndSize - 12);
            BinaryPrimitives.WriteUInt16LittleEndian(wide[12..], (ZipFormat.MadeOnUnix << 8) | WithZip64);
            BinaryPrimitives.WriteUInt16LittleEndian(wide[14..], WithZip64);
            BinaryPrimitives.WriteInt64LittleEndian(wide[24..], entries);
            BinaryPrimitives.WriteInt64LittleEndian(wide[32..], entries);
            BinaryPrimitives.WriteInt64LittleEndian(wide[40..], size);
            BinaryPrimitives.WriteInt64LittleEndian(wide[48..], offset);
            var locator = wide[ZipFormat.Zip64EndSize..];
            BinaryPrimitives.WriteUInt32LittleEndian(locator, ZipFormat.Zip64LocatorSignature);
            BinaryPrimitives.WriteInt64LittleEndian(locator[8..], offset + size);
            BinaryPrimitives.WriteUInt32LittleEndian(locator[16..], 1);
            output.Advance(wide.Length);
        }

        var end = output.GetSpan(ZipFormat.EndSize)[..ZipFormat.EndSize];
        end.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(end, ZipFormat.EndSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], (ushort)Math.Min(entries, ushort.MaxValue));
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], (ushort)Math.Min(entries, ushort.MaxValue));
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], (uint)Math.Min(size, uint.MaxValue));
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], (uint)Math.Min(offset, uint.MaxValue));
        output.Advance(end.Length);
    }

    // From "version needed" to "extra field length", the same in both headers but for the last.
    private void WriteCommon(Span<byte> fields, bool zip64)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(fields, zip64 ? WithZip64 : Plain);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[2..], Ascii.IsValid(_name) ? (ushort)0 : ZipFormat.Utf8Flag);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[4..], Method);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[6..], DosTime);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[10..], Crc32);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[14..], HasWideSizes ? uint.MaxValue : (uint)CompressedSize);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[18..], HasWideSizes ? uint.MaxValue : (uint)UncompressedSize);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[22..], (ushort)_name.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[24..], 0);
    }
}
