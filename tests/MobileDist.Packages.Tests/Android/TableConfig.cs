using System.Text;

namespace MobileDist.Packages.Tests.Android;

/// <summary>A configuration for <see cref="CompiledTable"/>.</summary>
internal sealed record TableConfig(string Language = "", string Country = "", int Density = 0, int Sdk = 0, int Orientation = 0)
{
    /// <summary>Bytes of the configuration; 28 is what the oldest tools wrote.</summary>
    public int Size { get; init; } = 64;

    public byte[] ToArray()
    {
        var bytes = new byte[64];
        ByteWriter.UInt32(Size).CopyTo(bytes, 0);
        Encoding.ASCII.GetBytes(Language).CopyTo(bytes, 8);
        Encoding.ASCII.GetBytes(Country).CopyTo(bytes, 10);
        bytes[12] = (byte)Orientation;
        ByteWriter.UInt16(Density).CopyTo(bytes, 14);
        ByteWriter.UInt16(Sdk).CopyTo(bytes, 24);
        return bytes[..Size];
    }
}
