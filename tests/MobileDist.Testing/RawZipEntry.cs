using System.IO.Compression;

namespace MobileDist.Testing;

/// <summary>One entry for <see cref="RawZip"/>: what the headers say can differ from what is true.</summary>
public sealed record RawZipEntry(string Name, byte[] Data)
{
    /// <summary>The data is written by deflate.</summary>
    public bool Deflated { get; init; }

    /// <summary>Flag bit 3: sizes and CRC follow the data.</summary>
    public bool Descriptor { get; init; }

    /// <summary>Leaves out the descriptor's optional signature.</summary>
    public bool DescriptorUnsigned { get; init; }

    /// <summary>Writes sizes by ZIP64 fields.</summary>
    public bool Zip64 { get; init; }

    /// <summary>Bytes before the local header that belong to nobody.</summary>
    public byte[] Gap { get; init; } = [];

    public byte[] LocalExtra { get; init; } = [];

    public byte[] CentralExtra { get; init; } = [];

    public byte[] Comment { get; init; } = [];

    /// <summary><c>st_mode</c>, written as a Unix tool does; null is an entry that says nothing of it.</summary>
    public int? UnixMode { get; init; }

    /// <summary>The name's bytes, when they are not UTF-8 of <see cref="Name"/>.</summary>
    public byte[]? RawName { get; init; }

    public ushort ExtraFlags { get; init; }

    public ushort? ClaimedMethod { get; init; }

    public uint? ClaimedCrc { get; init; }

    public uint? ClaimedCompressed { get; init; }

    public uint? ClaimedUncompressed { get; init; }

    /// <summary>Says something else in the local header.</summary>
    public uint? LocalUncompressed { get; init; }

    public ushort? LocalMethod { get; init; }

    public byte[]? LocalName { get; init; }

    public uint? ClaimedOffset { get; init; }

    /// <summary>Puts the data at a multiple of this by a 0xd935 field, as Android's tools do.</summary>
    public int AlignTo { get; init; }

    internal byte[] Packed
    {
        get
        {
            if (!Deflated)
            {
                return Data;
            }

            using var memory = new MemoryStream();
            using (var deflate = new DeflateStream(memory, CompressionLevel.Optimal, leaveOpen: true))
            {
                deflate.Write(Data);
            }

            return memory.ToArray();
        }
    }
}
