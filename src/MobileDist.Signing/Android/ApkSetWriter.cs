using System.Text;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>Writes the entries of a set one after the other: some as they were, some with the content of a file.</summary>
internal sealed class ApkSetWriter(ZipPackage set, IPackageOutput output)
{
    private const ushort Stored = 0;
    private const int CopySize = 1 << 20;

    private readonly List<ZipRecord> _records = [];
    private readonly byte[] _buffer = new byte[CopySize];
    private long _end;

    /// <summary>Adds an entry with its data as it is, packed or not.</summary>
    public void CarryOver(ZipEntry entry, CancellationToken cancellation)
    {
        var record = Record(entry, entry.Method, entry.CompressedSize, entry.UncompressedSize, entry.Crc32);
        using var data = set.OpenRaw(entry);
        Copy(data, record.DataOffset, cancellation);
        Add(record);
    }

    /// <summary>Adds an entry, stored, whose content is now that of a file.</summary>
    public void Replace(ZipEntry entry, string path, CancellationToken cancellation)
    {
        using var data = File.OpenRead(path);
        var size = data.Length;
        var crc = Copy(data, Record(entry, Stored, size, size, 0).DataOffset, cancellation);
        Add(Record(entry, Stored, size, size, crc));
    }

    /// <summary>Adds the directory.</summary>
    /// <returns>The bytes of the whole file.</returns>
    public long Finish()
    {
        var directory = ZipRecord.Directory(_records, _end);
        output.Write(_end, directory.Span);
        return _end + directory.Length;
    }

    private ZipRecord Record(ZipEntry entry, ushort method, long compressed, long uncompressed, uint crc)
    {
        // In an older encoding it may have fitted.
        if (Encoding.UTF8.GetByteCount(entry.Name) is > ushort.MaxValue and var length)
        {
            throw BundleSigningFaults.NameTooLong(set.FileName, entry.Name, length);
        }

        return new ZipRecord(entry.Name)
        {
            Method = method,
            DosTime = entry.DosTime,
            UnixMode = entry.UnixMode,
            Crc32 = crc,
            CompressedSize = compressed,
            UncompressedSize = uncompressed,
            Offset = _end,
        };
    }

    private uint Copy(Stream data, long offset, CancellationToken cancellation)
    {
        var crc = 0u;
        for (int read; (read = data.Read(_buffer)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            var bytes = _buffer.AsSpan(0, read);
            output.Write(offset, bytes);
            crc = ZipChecksum.Append(crc, bytes);
            offset += read;
        }

        return crc;
    }

    private void Add(ZipRecord record)
    {
        var header = new byte[record.LocalHeaderLength];
        record.WriteLocalHeader(header);
        output.Write(record.Offset, header);
        _records.Add(record);
        _end = record.DataOffset + record.CompressedSize;
    }
}
