namespace MobileDist.Packages.Zip;

/// <summary>One entry of a <see cref="ZipPackage"/>; every offset and size in it was checked against the bytes that are there.</summary>
public sealed class ZipEntry
{
    // Of st_mode: S_IFMT and S_IFLNK.
    private const int FileTypeMask = 0xf000;
    private const int SymbolicLinkType = 0xa000;

    internal ZipEntry(string name) => Name = name;

    /// <summary>Path inside the package, separated by <c>/</c>; never absolute, never with <c>..</c>, <c>\</c> or control characters.</summary>
    public string Name { get; }

    /// <summary>Its place among <see cref="ZipPackage.Entries"/>.</summary>
    public int Index { get; internal init; }

    /// <summary>0 (stored) or 8 (deflated).</summary>
    public ushort Method { get; internal init; }

    /// <summary>General purpose bit flag of the central directory.</summary>
    public ushort Flags { get; internal init; }

    /// <summary>MS-DOS date (high half) and time of the last change.</summary>
    public uint DosTime { get; internal init; }

    /// <summary>File type and permissions as in <c>st_mode</c>, where the entry was made on Unix or macOS; 0 where nothing is said.</summary>
    public int UnixMode { get; internal init; }

    /// <summary>CRC-32 of the unpacked data, as the central directory claims it.</summary>
    public uint Crc32 { get; internal init; }

    /// <summary>Bytes of data in the file.</summary>
    public long CompressedSize { get; internal init; }

    /// <summary>Bytes when unpacked, as the central directory claims it.</summary>
    public long UncompressedSize { get; internal init; }

    /// <summary>Where the local header begins in the file.</summary>
    public long LocalHeaderOffset { get; internal init; }

    /// <summary>Bytes of the name as it is encoded in the file, the same in both headers.</summary>
    public int NameLength { get; internal init; }

    /// <summary>Where the entry's record begins, counted from the start of the central directory.</summary>
    public int CentralRecordOffset { get; internal init; }

    /// <summary>Bytes of the entry's record in the central directory, with name, extra field and comment.</summary>
    public int CentralRecordLength { get; internal init; }

    /// <summary>Bytes of the extra field in the local header.</summary>
    public int LocalExtraLength { get; internal set; }

    /// <summary>Where the data begins in the file.</summary>
    public long DataOffset { get; internal set; }

    /// <summary>Where the entry ends in the file: after the data, or after the data descriptor when there is one.</summary>
    public long EndOffset { get; internal set; }

    /// <summary>Whether the data is the target of a symbolic link.</summary>
    public bool IsSymbolicLink => (UnixMode & FileTypeMask) == SymbolicLinkType;

    public bool IsStored => Method == ZipFormat.Stored;

    public bool IsDirectory => Name.EndsWith('/');

    /// <summary>Whether CRC and sizes follow the data instead of standing in the local header.</summary>
    public bool HasDataDescriptor => (Flags & ZipFormat.DescriptorFlag) != 0;

    /// <summary>Where the extra field of the local header begins in the file.</summary>
    public long LocalExtraOffset => LocalHeaderOffset + ZipFormat.LocalHeaderSize + NameLength;

    public override string ToString() => Name;
}
