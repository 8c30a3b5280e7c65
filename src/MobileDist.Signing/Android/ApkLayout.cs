using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>
/// The signed package before it exists: which bytes of the input, and which new ones, make up everything before the
/// signing block, and the central directory that goes with it. No entry is unpacked or packed again; local headers are
/// carried over as they are, except for the extra field of an entry that has to be aligned anew. What lies between the
/// entries is carried over too, and entries that are folders are left out, as apksig does.
/// </summary>
internal sealed class ApkLayout : ApkSection
{
    /// <summary>The signing block begins at a multiple of this.</summary>
    public const int BlockAlignment = 4096;

    private const int LocalHeaderSize = 30;
    private const int CentralRecordSize = 46;
    private const int MostEntries = 65534;

    private readonly ZipPackage _package;
    private readonly IReadOnlyDictionary<string, byte[]> _replaced;
    private readonly PackagePieces _pieces;
    private readonly ArrayBufferWriter<byte> _directory;
    private readonly ImmutableArray<string>.Builder _removed = ImmutableArray.CreateBuilder<string>();
    private int _entryCount;

    private ApkLayout(ZipPackage package, IReadOnlyDictionary<string, byte[]> replaced)
    {
        _package = package;
        _replaced = replaced;
        _pieces = new PackagePieces(package);
        _directory = new ArrayBufferWriter<byte>(package.CentralDirectory.Length + 1024);
    }

    /// <summary>Bytes before the signing block.</summary>
    public override long Length => _pieces.Length;

    public ReadOnlyMemory<byte> CentralDirectory => _directory.WrittenMemory;

    public int RealignedEntries { get; private set; }

    public ImmutableArray<string> RemovedEntries => _removed.ToImmutable();

    /// <summary>Lays out the input's entries; earlier signatures are left out.</summary>
    /// <param name="package">The input.</param>
    /// <param name="replaced">Entries whose content is another now.</param>
    /// <param name="limit">Where its entries section ends: at the signing block or the central directory.</param>
    public static ApkLayout Plan(ZipPackage package, IReadOnlyDictionary<string, byte[]> replaced, long limit)
    {
        if (package.IsZip64)
        {
            throw ApkSigningFaults.Zip64(package.FileName);
        }

        var layout = new ApkLayout(package, replaced);
        layout.PlaceEntries(limit);
        return layout;
    }

    /// <summary>Adds an entry after all others, stored and aligned.</summary>
    public void Append(string name, ReadOnlySpan<byte> data)
    {
        var nameBytes = Encoding.ASCII.GetBytes(name);
        var start = Length;
        var extra = ApkAlignment.MakeExtra([], start + LocalHeaderSize + nameBytes.Length, ApkAlignment.Word);
        var header = _pieces.Add(LocalHeaderSize + nameBytes.Length + extra.Length + data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x04034b50);
        WriteCommon(header[4..], data);
        BinaryPrimitives.WriteUInt16LittleEndian(header[26..], (ushort)nameBytes.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header[28..], (ushort)extra.Length);
        nameBytes.CopyTo(header[LocalHeaderSize..]);
        extra.CopyTo(header[(LocalHeaderSize + nameBytes.Length)..]);
        data.CopyTo(header[^data.Length..]);

        var record = _directory.GetSpan(CentralRecordSize)[..CentralRecordSize];
        record.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(record, 0x02014b50);
        BinaryPrimitives.WriteUInt16LittleEndian(record[4..], 20);
        WriteCommon(record[6..], data);
        BinaryPrimitives.WriteUInt16LittleEndian(record[28..], (ushort)nameBytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[42..], (uint)start);
        _directory.Advance(CentralRecordSize);
        _directory.Write(nameBytes);
        _entryCount++;
    }

    /// <summary>Fills up to where a signing block may begin.</summary>
    public void PadForBlock() => _pieces.Add((int)((BlockAlignment - (Length % BlockAlignment)) % BlockAlignment));

    /// <summary>The end record, with the input's comment.</summary>
    /// <param name="directoryOffset">Where it says that the central directory is.</param>
    public byte[] EndRecord(long directoryOffset)
    {
        var total = directoryOffset + _directory.WrittenCount + (_package.Length - _package.EndOfCentralDirectoryOffset);
        if (total >= uint.MaxValue)
        {
            throw ApkSigningFaults.TooLarge(_package.FileName, total);
        }

        if (_entryCount > MostEntries)
        {
            throw ApkSigningFaults.TooManyEntries(_package.FileName, _entryCount);
        }

        var record = new byte[_package.Length - _package.EndOfCentralDirectoryOffset];
        _package.ReadExactly(_package.EndOfCentralDirectoryOffset, record);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(8), (ushort)_entryCount);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(10), (ushort)_entryCount);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12), (uint)_directory.WrittenCount);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(16), (uint)directoryOffset);
        return record;
    }

    public override void Read(long offset, Span<byte> destination) => _pieces.Read(offset, destination);

    private void PlaceEntries(long limit)
    {
        var entries = _package.Entries;
        var order = new ZipEntry[entries.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = entries[i];
        }

        Array.Sort(order, static (left, right) => left.LocalHeaderOffset.CompareTo(right.LocalHeaderOffset));
        var placed = new long[entries.Count];
        var anew = new ZipRecord?[entries.Count];
        var input = 0L;
        foreach (var entry in order)
        {
            _pieces.Copy(input, entry.LocalHeaderOffset - input);
            input = entry.EndOffset;
            placed[entry.Index] = -1;
            if (JarEntryNames.IsOfSignature(entry.Name))
            {
                _removed.Add(entry.Name);
                continue;
            }

            if (_replaced.TryGetValue(entry.Name, out var data))
            {
                anew[entry.Index] = new NewEntry(entry.Name, data, entry).AddTo(_pieces);
                continue;
            }

            // Devices have no use for folders, and apksig leaves them out: the digests have to be the same.
            if (!entry.IsDirectory)
            {
                placed[entry.Index] = Length;
                Place(entry);
            }
        }

        if (!IsPadding(input, limit))
        {
            _pieces.Copy(input, limit - input);
        }

        for (var i = 0; i < placed.Length; i++)
        {
            if (placed[i] >= 0)
            {
                AddRecord(entries[i], placed[i]);
            }
            else if (anew[i] is { } record)
            {
                record.WriteCentralRecord(_directory);
                _entryCount++;
            }
        }
    }

    private void Place(ZipEntry entry)
    {
        var extra = entry.IsStored && entry.LocalExtraLength > 0 ? new byte[entry.LocalExtraLength] : [];
        _package.ReadExactly(entry.LocalExtraOffset, extra);
        var multiple = ApkAlignment.MultipleOf(entry.Name, entry.Method, extra);
        if ((Length + entry.DataOffset - entry.LocalHeaderOffset) % multiple == 0)
        {
            _pieces.Copy(entry.LocalHeaderOffset, entry.EndOffset - entry.LocalHeaderOffset);
            return;
        }

        var head = LocalHeaderSize + entry.NameLength;
        var aligned = ApkAlignment.MakeExtra(extra, Length + head, multiple);
        if (aligned.Length > ushort.MaxValue)
        {
            throw ApkSigningFaults.ExtraTooLong(_package.FileName, entry.Name);
        }

        var header = _pieces.Add(head + aligned.Length);
        _package.ReadExactly(entry.LocalHeaderOffset, header[..head]);
        BinaryPrimitives.WriteUInt16LittleEndian(header[28..], (ushort)aligned.Length);
        aligned.CopyTo(header[head..]);
        _pieces.Copy(entry.DataOffset, entry.EndOffset - entry.DataOffset);
        RealignedEntries++;
    }

    private void AddRecord(ZipEntry entry, long offset)
    {
        var source = _package.CentralDirectory.Span.Slice(entry.CentralRecordOffset, entry.CentralRecordLength);
        if (BinaryPrimitives.ReadUInt32LittleEndian(source[20..]) == uint.MaxValue
            || BinaryPrimitives.ReadUInt32LittleEndian(source[24..]) == uint.MaxValue
            || BinaryPrimitives.ReadUInt32LittleEndian(source[42..]) == uint.MaxValue)
        {
            throw ApkSigningFaults.Zip64(_package.FileName);
        }

        if (!JarEntryNames.IsUtf8(entry, source))
        {
            throw ApkSigningFaults.NameNotUtf8(_package.FileName, entry.Name);
        }

        if (offset >= uint.MaxValue)
        {
            throw ApkSigningFaults.TooLarge(_package.FileName, offset);
        }

        var record = _directory.GetSpan(source.Length);
        source.CopyTo(record);
        BinaryPrimitives.WriteUInt32LittleEndian(record[42..], (uint)offset);
        _directory.Advance(source.Length);
        _entryCount++;
    }

    // What an earlier signing filled in before its block: carried over, it would grow with every signing.
    private bool IsPadding(long start, long end)
    {
        if (end == _package.CentralDirectoryOffset || end - start >= BlockAlignment)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[(int)(end - start)];
        _package.ReadExactly(start, bytes);
        return !bytes.ContainsAnyExcept((byte)0);
    }

    // From "version needed" to "uncompressed size", the same in both headers.
    private static void WriteCommon(Span<byte> fields, ReadOnlySpan<byte> data)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(fields, 20);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[6..], ZipRecord.EarliestDosTime);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[10..], ZipChecksum.Crc32(data));
        BinaryPrimitives.WriteInt32LittleEndian(fields[14..], data.Length);
        BinaryPrimitives.WriteInt32LittleEndian(fields[18..], data.Length);
    }
}
