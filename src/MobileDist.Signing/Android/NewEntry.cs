using System.IO.Compression;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>An entry that is not in the input, or not so; it is deflated.</summary>
internal sealed class NewEntry
{
    private const ushort Deflated = 8;

    private readonly string _name;
    private readonly byte[] _packed;
    private readonly uint _crc;
    private readonly long _size;
    private readonly uint _dosTime;
    private readonly int _unixMode;

    /// <param name="name">Its path.</param>
    /// <param name="data">What it holds.</param>
    /// <param name="old">The entry that it stands for; null when there was none.</param>
    public NewEntry(string name, ReadOnlySpan<byte> data, ZipEntry? old = null)
    {
        _name = name;
        _crc = ZipChecksum.Crc32(data);
        _size = data.Length;
        _dosTime = old?.DosTime ?? ZipRecord.EarliestDosTime;
        _unixMode = old?.UnixMode ?? 0;
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(data);
        }

        _packed = packed.ToArray();
    }

    /// <summary>Adds the entry behind the others.</summary>
    /// <returns>What the central directory is to say of it.</returns>
    public ZipRecord AddTo(PackagePieces pieces)
    {
        var record = new ZipRecord(_name)
        {
            Method = Deflated,
            DosTime = _dosTime,
            UnixMode = _unixMode,
            Crc32 = _crc,
            CompressedSize = _packed.Length,
            UncompressedSize = _size,
            Offset = pieces.Length,
        };
        record.WriteLocalHeader(pieces.Add(record.LocalHeaderLength));
        _packed.CopyTo(pieces.Add(_packed.Length));
        return record;
    }
}
