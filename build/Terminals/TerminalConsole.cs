using Cake.Core;

namespace MobileDist.Build;

/// <summary>Cake's console over our terminal: its log is redacted too, and has colours only where they are welcome.</summary>
internal sealed class TerminalConsole(Terminal terminal) : IConsole
{
    public ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public bool SupportAnsiEscapeCodes => terminal.Facts.UsesColour;

    public void Write(string format, params object[] arg) => terminal.Out.Write(Format(format, arg));

    public void WriteLine(string format, params object[] arg) => terminal.Out.WriteLine(Format(format, arg));

    public void WriteError(string format, params object[] arg) => terminal.Error.Write(Format(format, arg));

    public void WriteErrorLine(string format, params object[] arg) => terminal.Error.WriteLine(Format(format, arg));

    public void ResetColor()
    {
    }

    // A text without arguments may hold braces of its own.
    private static string Format(string format, object[] arguments) => arguments.Length == 0 ? format : string.Format(format, arguments);
}
