using QRCoder;
using QRCoder.Exceptions;

namespace MobileDist.InstallLinks;

/// <summary>
/// A QR symbol and its three drawings: PNG, SVG, terminal. Every drawing carries the white quiet zone of four modules
/// that the standard asks for, so that it also reads on a dark ground.
/// </summary>
public sealed class QrCode
{
    /// <summary>White modules on each side of the symbol.</summary>
    internal const int QuietZone = 4;

    // Wide enough for a wall projector, and above what any comment or page shows it at, so it is only ever scaled down.
    private const int SmallestPngWidth = 480;

    private readonly QRCodeData _data;

    private QrCode(string text, QRCodeData data)
    {
        Text = text;
        _data = data;
        Size = data.ModuleMatrix.Count - (2 * QuietZone);
    }

    /// <summary>What a phone reads.</summary>
    public string Text { get; }

    /// <summary>Modules on a side, without the quiet zone: 21 to 177.</summary>
    public int Size { get; }

    /// <summary>The smallest symbol that holds the text.</summary>
    /// <exception cref="DistributionException">The text is longer than a QR code can hold.</exception>
    public static QrCode For(string text, QrErrorCorrection errorCorrection = QrErrorCorrection.Medium)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var level = errorCorrection == QrErrorCorrection.Low ? QRCodeGenerator.ECCLevel.L : QRCodeGenerator.ECCLevel.M;
        try
        {
            return new QrCode(text, QRCodeGenerator.GenerateQrCode(text, level));
        }
        catch (DataTooLongException inner)
        {
            throw InstallLinkFaults.TextTooLongForQrCode(text, inner);
        }
    }

    /// <summary>Whether a module is dark; (0, 0) is the upper left, everything outside the symbol is light.</summary>
    public bool IsDark(int x, int y) =>
        x >= 0 && y >= 0 && x < Size && y < Size && _data.ModuleMatrix[y + QuietZone][x + QuietZone];

    /// <summary>A black-on-white PNG of 1 bit a pixel, at least 480 pixels wide, every module the same whole number of pixels.</summary>
    public byte[] ToPng()
    {
        var modules = Size + (2 * QuietZone);
        var pixels = (SmallestPngWidth + modules - 1) / modules;
        // Not disposed: that would empty the symbol itself, which is drawn more than once.
        return new PngByteQRCode(_data).GetGraphic(pixels, drawQuietZones: true);
    }

    /// <summary>An SVG element: one path on a white ground, scaling freely, named for screen readers.</summary>
    /// <param name="title">Its accessible name.</param>
    public string ToSvg(string title) => QrSvg.Draw(this, title);

    /// <summary>Lines for a terminal, each ended by a line feed.</summary>
    public string ToTerminal(TerminalCapabilities terminal) => QrTerminal.Draw(this, terminal);
}
