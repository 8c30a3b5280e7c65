using System.Text;

namespace MobileDist.InstallLinks;

/// <summary>Draws a symbol with characters.</summary>
internal static class QrTerminal
{
    // Entries 16 and 231 of the 256-colour table are the same black and white everywhere; the first sixteen follow the theme.
    private const string BlackOnWhite = "\e[38;5;16;48;5;231m";
    private const string White = "\e[48;5;231m";
    private const string Black = "\e[48;5;16m";
    private const string Reset = "\e[0m";

    public static string Draw(QrCode code, TerminalCapabilities terminal) => terminal switch
    {
        { Ansi: true, Unicode: true } => HalfBlocks(code),
        { Ansi: true } => ColouredBlanks(code),
        // Without colours nobody knows whether the ground is dark; ## is at least the same in every encoding and log.
        _ => NumberSigns(code),
    };

    private static string HalfBlocks(QrCode code)
    {
        var text = new StringBuilder();
        for (var y = -QrCode.QuietZone; y < code.Size + QrCode.QuietZone; y += 2)
        {
            text.Append(BlackOnWhite);
            for (var x = -QrCode.QuietZone; x < code.Size + QrCode.QuietZone; x++)
            {
                text.Append((code.IsDark(x, y), code.IsDark(x, y + 1)) switch
                {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    _ => ' ',
                });
            }

            text.Append(Reset).Append('\n');
        }

        return text.ToString();
    }

    private static string ColouredBlanks(QrCode code) => Squares(code, dark => (dark ? Black : White) + "  ", Reset);

    private static string NumberSigns(QrCode code) => Squares(code, dark => dark ? "##" : "  ", "");

    private static string Squares(QrCode code, Func<bool, string> square, string lineEnd)
    {
        var text = new StringBuilder();
        for (var y = -QrCode.QuietZone; y < code.Size + QrCode.QuietZone; y++)
        {
            for (var x = -QrCode.QuietZone; x < code.Size + QrCode.QuietZone; x++)
            {
                text.Append(square(code.IsDark(x, y)));
            }

            text.Append(lineEnd).Append('\n');
        }

        return text.ToString();
    }
}
