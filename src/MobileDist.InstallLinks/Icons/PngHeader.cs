using System.Buffers.Binary;

namespace MobileDist.InstallLinks;

/// <summary>The IHDR chunk of a PNG (ISO/IEC 15948, 11.2.2), of the forms that are read here.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Depth">Bits a sample.</param>
/// <param name="Color">Colour type as the standard numbers it.</param>
internal readonly record struct PngHeader(int Width, int Height, int Depth, int Color)
{
    public const int Gray = 0;
    public const int TrueColor = 2;
    public const int Indexed = 3;
    public const int GrayWithAlpha = 4;
    public const int TrueColorWithAlpha = 6;

    // Twice the largest icon that Apple asks for.
    public const int LargestSide = 2048;

    private const int Length = 13;

    /// <summary>What every PNG file begins with.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    public int SamplesPerPixel => Color switch
    {
        TrueColor => 3,
        GrayWithAlpha => 2,
        TrueColorWithAlpha => 4,
        _ => 1,
    };

    public int RowBytes => ((Width * SamplesPerPixel * Depth) + 7) / 8;

    /// <summary>How far back the filters look, in bytes.</summary>
    public int FilterDistance => Math.Max(1, SamplesPerPixel * Depth / 8);

    /// <summary>Null for a picture that is too large, interlaced, or of a form that the standard does not have.</summary>
    public static PngHeader? Read(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length != Length)
        {
            return null;
        }

        var width = BinaryPrimitives.ReadUInt32BigEndian(chunk);
        var height = BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
        var (depth, color, compression, filter, interlace) = (chunk[8], chunk[9], chunk[10], chunk[11], chunk[12]);
        return width is >= 1 and <= LargestSide && height is >= 1 and <= LargestSide && (compression | filter | interlace) == 0 && IsForm(color, depth)
            ? new PngHeader((int)width, (int)height, depth, color)
            : null;
    }

    private static bool IsForm(int color, int depth) => color switch
    {
        Gray => depth is 1 or 2 or 4 or 8 or 16,
        Indexed => depth is 1 or 2 or 4 or 8,
        TrueColor or GrayWithAlpha or TrueColorWithAlpha => depth is 8 or 16,
        _ => false,
    };
}
