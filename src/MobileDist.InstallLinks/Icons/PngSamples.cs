using System.Buffers.Binary;

namespace MobileDist.InstallLinks;

/// <summary>Turns rows of samples into opaque colours; what is transparent shows white, as on the page of a browser.</summary>
internal sealed class PngSamples
{
    private const int Opaque = 255;

    private readonly PngHeader _header;
    private readonly byte[] _palette;
    private readonly byte[] _transparency;
    private readonly int _highest;

    // The one colour of a picture without alpha that counts as transparent, as raw samples; null without one.
    private readonly (int Red, int Green, int Blue)? _clear;

    public PngSamples(PngChunks chunks)
    {
        _header = chunks.Header;
        _palette = chunks.Palette;
        _transparency = chunks.Transparency;
        _highest = (1 << _header.Depth) - 1;
        _clear = (_header.Color, _transparency.Length) switch
        {
            (PngHeader.Gray, 2) => (Wide(0), Wide(0), Wide(0)),
            (PngHeader.TrueColor, 6) => (Wide(0), Wide(2), Wide(4)),
            _ => null,
        };
    }

    public void ToRgb(ReadOnlySpan<byte> row, Span<byte> rgb)
    {
        for (var x = 0; x < _header.Width; x++)
        {
            var (red, green, blue, alpha) = Pixel(row, x * _header.SamplesPerPixel);
            rgb[x * Raster.Channels] = OnWhite(red, alpha);
            rgb[(x * Raster.Channels) + 1] = OnWhite(green, alpha);
            rgb[(x * Raster.Channels) + 2] = OnWhite(blue, alpha);
        }
    }

    private (int Red, int Green, int Blue, int Alpha) Pixel(ReadOnlySpan<byte> row, int at)
    {
        var first = Sample(row, at);
        switch (_header.Color)
        {
            case PngHeader.Indexed:
                return FromPalette(first);
            case PngHeader.Gray or PngHeader.GrayWithAlpha:
                var gray = Byte(first);
                return (gray, gray, gray, _header.Color == PngHeader.GrayWithAlpha ? Byte(Sample(row, at + 1)) : AlphaOf((first, first, first)));
            default:
                var (green, blue) = (Sample(row, at + 1), Sample(row, at + 2));
                return (Byte(first), Byte(green), Byte(blue), _header.Color == PngHeader.TrueColorWithAlpha ? Byte(Sample(row, at + 3)) : AlphaOf((first, green, blue)));
        }
    }

    // A colour that the palette lacks is black, as browsers show it.
    private (int Red, int Green, int Blue, int Alpha) FromPalette(int index)
    {
        var alpha = index < _transparency.Length ? _transparency[index] : Opaque;
        var at = index * 3;
        return at + 2 < _palette.Length ? (_palette[at], _palette[at + 1], _palette[at + 2], alpha) : (0, 0, 0, alpha);
    }

    private int AlphaOf((int Red, int Green, int Blue) color) => _clear == color ? 0 : Opaque;

    private int Sample(ReadOnlySpan<byte> row, int at) => _header.Depth switch
    {
        8 => row[at],
        16 => BinaryPrimitives.ReadUInt16BigEndian(row[(at * 2)..]),
        var depth => (row[at * depth / 8] >> (8 - depth - (at * depth % 8))) & _highest,
    };

    private int Byte(int sample) => _header.Depth switch
    {
        8 => sample,
        16 => sample >> 8,
        _ => sample * 255 / _highest,
    };

    private int Wide(int at) => BinaryPrimitives.ReadUInt16BigEndian(_transparency.AsSpan(at));

    private static byte OnWhite(int value, int alpha) => (byte)(((value * alpha) + (255 * (Opaque - alpha)) + 127) / 255);
}
