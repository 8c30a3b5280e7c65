using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using MobileDist.Packages.Apple.Png;

namespace MobileDist.Packages.Tests.Apple.Png;

/// <summary>Crushes a picture as Xcode does: CgBI, blue first, multiplied by alpha, raw deflate, each row with another filter.</summary>
internal sealed record CrushedPngBytes(int Width, int Height, byte[] Rgba)
{
    public byte ColourType { get; init; } = 6;

    public byte BitDepth { get; init; } = 8;

    public byte Interlaced { get; init; }

    public byte? Filter { get; init; }

    /// <summary>How many pieces the data is cut into.</summary>
    public int Pieces { get; init; } = 1;

    public int? ClaimedWidth { get; init; }

    private int BytesPerPixel => ColourType == 2 ? 3 : 4;

    public byte[] ToArray()
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write(PngHead.Signature);
        PngChunk.Write(output, "CgBI"u8, [0x50, 0, 0x20, 6]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, ClaimedWidth ?? Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9], header[12]) = (BitDepth, ColourType, Interlaced);
        PngChunk.Write(output, "IHDR"u8, header);
        PngChunk.Write(output, "tEXt"u8, "a\0b"u8);
        foreach (var piece in Deflated().Chunk((Deflated().Length / Pieces) + 1))
        {
            PngChunk.Write(output, "IDAT"u8, piece);
        }

        PngChunk.Write(output, "IEND"u8, []);
        return output.WrittenSpan.ToArray();
    }

    private byte[] Deflated()
    {
        using var memory = new MemoryStream();
        using (var deflate = new DeflateStream(memory, CompressionLevel.Optimal, leaveOpen: true))
        {
            var above = new byte[Width * BytesPerPixel];
            for (var y = 0; y < Height; y++)
            {
                var row = Row(y);
                var filter = Filter ?? (byte)(y % 5);
                deflate.WriteByte(filter);
                deflate.Write(Filtered(row, above, filter));
                above = row;
            }
        }

        return memory.ToArray();
    }

    private byte[] Row(int y) =>
    [
        .. Enumerable.Range(0, Width).SelectMany(x =>
        {
            var pixel = Rgba.AsSpan(((y * Width) + x) * 4, 4);
            var alpha = ColourType == 2 ? 255 : pixel[3];
            byte[] colours = [Times(pixel[2], alpha), Times(pixel[1], alpha), Times(pixel[0], alpha)];
            return ColourType == 2 ? colours : [.. colours, pixel[3]];
        }),
    ];

    private static byte Times(byte colour, int alpha) => (byte)((colour * alpha / 255.0) + 0.5);

    private byte[] Filtered(byte[] row, byte[] above, byte filter) =>
    [
        .. row.Select((value, i) =>
        {
            var a = i < BytesPerPixel ? 0 : row[i - BytesPerPixel];
            var b = (int)above[i];
            var c = i < BytesPerPixel ? 0 : above[i - BytesPerPixel];
            var p = a + b - c;
            int[] nearest = [a, b, c];
            return (byte)(value - filter switch
            {
                1 => a,
                2 => b,
                3 => (a + b) / 2,
                4 => nearest.MinBy(candidate => Math.Abs(p - candidate)),
                _ => 0,
            });
        }),
    ];
}
