using Cake.Core;

namespace Cake.Frosting.Tests;

internal sealed class RecordingConsole : IConsole
{
    public StringWriter Writer { get; } = new();

    public ConsoleColor ForegroundColor { get; set; }

    public ConsoleColor BackgroundColor { get; set; }

    public bool SupportAnsiEscapeCodes => false;

    public void Write(string format, params object[] arg) => Writer.Write(format, arg);

    public void WriteLine(string format, params object[] arg) => Writer.WriteLine(format, arg);

    public void WriteError(string format, params object[] arg) => Writer.Write(format, arg);

    public void WriteErrorLine(string format, params object[] arg) => Writer.WriteLine(format, arg);

    public void ResetColor()
    {
    }
}
