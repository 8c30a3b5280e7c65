using MobileDist.Packages.Apple.Png;

namespace MobileDist.InstallLinks;

/// <summary>The chunks of a PNG that its pixels depend on (ISO/IEC 15948, clause 11).</summary>
/// <param name="Header">Size and form.</param>
/// <param name="Palette">Three bytes a colour; empty without one.</param>
/// <param name="Transparency">The tRNS chunk; empty without one.</param>
/// <param name="Data">The compressed pixels, joined.</param>
internal sealed record PngChunks(PngHeader Header, byte[] Palette, byte[] Transparency, byte[] Data)
{
    private const int LargestPalette = 256 * 3;

    /// <summary>Null when the file is no PNG, is damaged, or is of a form that is not read here.</summary>
    public static PngChunks? Read(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(PngHeader.Signature))
        {
            return null;
        }

        PngHeader? header = null;
        byte[] palette = [];
        byte[] transparency = [];
        using var data = new MemoryStream();
        for (var rest = file[PngHeader.Signature.Length..]; PngChunk.TryRead(ref rest, out var type, out var content);)
        {
            if (header is null)
            {
                if (!type.SequenceEqual("IHDR"u8) || PngHeader.Read(content) is not { } read)
                {
                    return null;
                }

                header = read;
            }
            else if (type.SequenceEqual("PLTE"u8))
            {
                palette = [.. content[..Math.Min(content.Length, LargestPalette)]];
            }
            else if (type.SequenceEqual("tRNS"u8))
            {
                transparency = [.. content[..Math.Min(content.Length, LargestPalette)]];
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                data.Write(content);
            }
            else if (type.SequenceEqual("IEND"u8))
            {
                return new PngChunks(header.Value, palette, transparency, data.ToArray());
            }
            else if ((type[0] & 0x20) == 0)
            {
                // Upper case at its beginning: whoever does not know this chunk cannot read the picture.
                return null;
            }
        }

        return null;
    }
}
