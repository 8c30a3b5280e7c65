using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>
/// The signed bundle before it exists: the signature first, as Java looks for it there, then the entries of the input in their
/// order, packed as they are, and the central directory that goes with them. ZIP64 where a number needs it.
/// </summary>
internal sealed class BundleLayout
{
    private const int CentralRecordSize = 46;
    private const ushort Zip64ExtraId = 0x0001;
    private const ushort VersionWithZip64 = 45;
    private const int DescriptorFlag = 1 << 3;

    private readonly ZipPackage _package;
    private readonly PackagePieces _pieces;
    private readonly ArrayBufferWriter<byte> _directory;
    private readonly ImmutableArray<string>.Builder _removed = ImmutableArray.CreateBuilder<string>();
    private int _entryCount;

    private BundleLayout(ZipPackage package)
    {
        _package = package;
        _pieces = new PackagePieces(package);
        _directory = new ArrayBufferWriter<byte>(package.CentralDirectory.Length + 1024);
    }

    /// <summary>Everything before the central directory.</summary>
    public ApkSection Entries => _pieces;

    public ImmutableArray<string> RemovedEntries => _removed.ToImmutable();

    /// <param name="package">The input.</param>
    /// <param name="signature">The files of the new signature.</param>
    /// <param name="replaced">Entries whose content is another now.</param>
    public static BundleLayout Plan(ZipPackage package, IEnumerable<JarFile> signature, IReadOnlyDictionary<string, byte[]> replaced)
    {
        var layout = new BundleLayout(package);
        foreach (var file in signature)
        {
            layout.Add(new NewEntry(file.Name, file.Bytes.Span));
        }

        foreach (var entry in package.Entries)
        {
            if (JarEntryNames.IsSignatureForJava(entry.Name))
            {
                layout._removed.Add(entry.Name);
            }
            else if (replaced.TryGetValue(entry.Name, out var data))
            {
                layout.Add(new NewEntry(entry.Name, data, entry));
            }
            else
            {
                layout.Copy(entry);
            }
        }

        return layout;
    }

    /// <summary>The central directory and what stands after it.</summary>
    public ReadOnlySpan<byte> End()
    {
        var size = _directory.WrittenCount;
        ZipRecord.WriteEnd(_directory, _entryCount, _pieces.Length, size);
        return _directory.WrittenSpan;
    }

    private void Add(NewEntry entry)
    {
        entry.AddTo(_pieces).WriteCentralRecord(_directory);
        _entryCount++;
    }

    private void Copy(ZipEntry entry)
    {
        var source = _package.CentralDirectory.Span.Slice(entry.CentralRecordOffset, entry.CentralRecordLength);
        if (!JarEntryNames.IsUtf8(entry, source))
        {
            throw BundleSigningFaults.NameNotUtf8(_package.FileName, entry.Name);
        }

        // Java's stream reader, and so jarsigner, refuses sizes behind data that is stored: it could not know where that ends.
        var moveSizes = entry is { IsStored: true, HasDataDescriptor: true, UncompressedSize: < uint.MaxValue };
        AddRecord(entry, source, _pieces.Length, moveSizes);
        if (moveSizes)
        {
            CopyHeader(entry);
            _pieces.Copy(entry.DataOffset, entry.CompressedSize);
        }
        else
        {
            _pieces.Copy(entry.LocalHeaderOffset, entry.EndOffset - entry.LocalHeaderOffset);
        }

        _entryCount++;
    }

    private void CopyHeader(ZipEntry entry)
    {
        var header = _pieces.Add((int)(entry.DataOffset - entry.LocalHeaderOffset));
        _package.ReadExactly(entry.LocalHeaderOffset, header);
        ClearDescriptorFlag(header[6..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[14..], entry.Crc32);
        BinaryPrimitives.WriteUInt32LittleEndian(header[18..], (uint)entry.CompressedSize);
        BinaryPrimitives.WriteUInt32LittleEndian(header[22..], (uint)entry.UncompressedSize);
    }

    // The record as it is but for the offset; the ZIP64 field is written anew, since the offset may need it now, or no longer.
    private void AddRecord(ZipEntry entry, ReadOnlySpan<byte> source, long offset, bool withoutDescriptor)
    {
        var wideUncompressed = BinaryPrimitives.ReadUInt32LittleEndian(source[24..]) == uint.MaxValue;
        var wideCompressed = BinaryPrimitives.ReadUInt32LittleEndian(source[20..]) == uint.MaxValue;
        var wideOffset = offset >= uint.MaxValue;
        var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(source[30..]);
        var extraAt = CentralRecordSize + entry.NameLength;
        var extra = new ArrayBufferWriter<byte>(extraLength + 28);
        if (wideUncompressed || wideCompressed || wideOffset)
        {
            WriteZip64(extra, wideUncompressed ? entry.UncompressedSize : null, wideCompressed ? entry.CompressedSize : null, wideOffset ? offset : null);
        }

        for (var field = new ZipExtraField(source.Slice(extraAt, extraLength)); field.Next();)
        {
            if (field.Id != Zip64ExtraId)
            {
                extra.Write(field.Whole);
            }
        }

        if (extra.WrittenCount > ushort.MaxValue)
        {
            throw BundleSigningFaults.ExtraTooLong(_package.FileName, entry.Name);
        }

        var head = _directory.GetSpan(extraAt)[..extraAt];
        source[..extraAt].CopyTo(head);
        if (wideUncompressed || wideCompressed || wideOffset)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(head[6..], Math.Max(VersionWithZip64, BinaryPrimitives.ReadUInt16LittleEndian(head[6..])));
        }

        if (withoutDescriptor)
        {
            ClearDescriptorFlag(head[8..]);
        }

        BinaryPrimitives.WriteUInt16LittleEndian(head[30..], (ushort)extra.WrittenCount);
        BinaryPrimitives.WriteUInt16LittleEndian(head[34..], 0);
        BinaryPrimitives.WriteUInt32LittleEndian(head[42..], wideOffset ? uint.MaxValue : (uint)offset);
        _directory.Advance(extraAt);
        _directory.Write(extra.WrittenSpan);
        _directory.Write(source[(extraAt + extraLength)..]);
    }

    private static void ClearDescriptorFlag(Span<byte> flags) =>
        BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(flags) & ~DescriptorFlag));

    private static void WriteZip64(ArrayBufferWriter<byte> extra, params ReadOnlySpan<long?> values)
    {
        var field = extra.GetSpan(28);
        var length = 0;
        foreach (var value in values)
        {
            if (value is { } number)
            {
                BinaryPrimitives.WriteInt64LittleEndian(field[(4 + length)..], number);
                length += 8;
            }
        }

        BinaryPrimitives.WriteUInt16LittleEndian(field, Zip64ExtraId);
        BinaryPrimitives.WriteUInt16LittleEndian(field[2..], (ushort)length);
        extra.Advance(4 + length);
    }
}
