using System.Buffers.Binary;

namespace MobileDist.Packages.Apple.MachO;

/// <summary>What the first eight bytes of a file make it.</summary>
internal static class MachOMagic
{
    public const uint Fat = 0xcafe_babe;
    public const uint Fat64 = 0xcafe_babf;

    private const uint Thin32 = 0xfeed_face;
    private const uint Thin64 = 0xfeed_facf;

    /// <summary>A Java class file has the fat magic too, and then its version, which is 45 or more.</summary>
    private const uint MostSlices = 39;

    internal enum Kind
    {
        None = 0,
        Thin = 1,
        Fat = 2,
        BigEndian = 3,
    }

    public static Kind Of(ReadOnlySpan<byte> start)
    {
        var magic = BinaryPrimitives.ReadUInt32BigEndian(start);
        return magic switch
        {
            Thin32 or Thin64 => Kind.BigEndian,
            Fat or Fat64 => BinaryPrimitives.ReadUInt32BigEndian(start[4..]) <= MostSlices ? Kind.Fat : Kind.None,
            _ => BinaryPrimitives.ReverseEndianness(magic) is Thin32 or Thin64 ? Kind.Thin : Kind.None,
        };
    }

    public static bool Is64Bit(ReadOnlySpan<byte> start) => BinaryPrimitives.ReadUInt32LittleEndian(start) == Thin64;
}
