using System.Text;
using Spectre.Console;

namespace MobileDist.Build;

/// <summary>
/// Where the program writes: both outputs redacted, one live line at the end of standard output when somebody is
/// watching, and the facts that decide how to write.
/// </summary>
public sealed class Terminal : IDisposable
{
    /// <summary>How wide a line may be when no terminal says it: a CI log shows about this much without folding.</summary>
    private const int WidthOfLogs = 160;

    private readonly Func<int?> _width;
    private readonly Action _restore;

    internal Terminal(TextWriter output, TextWriter error, Redactor redactor, TerminalFacts facts, Func<int?>? width = null, Action? restore = null)
    {
        _width = width ?? (() => null);
        _restore = restore ?? (() => { });
        Facts = facts;
        Live = new LiveLine(output, redactor, () => Width);
        Out = TextWriter.Synchronized(new RedactingWriter(new LiveLineWriter(output, Live), redactor));
        Commands = TextWriter.Synchronized(new LiveLineWriter(output, Live));
        Error = TextWriter.Synchronized(new RedactingWriter(new LiveLineWriter(error, Live), redactor));
    }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    /// <summary>
    /// For a CI platform's own commands, and nothing else: the one way past the redaction, because the command that masks
    /// a secret has to hold it.
    /// </summary>
    public TextWriter Commands { get; }

    /// <summary>Columns of the terminal, or of a log.</summary>
    public int Width => Facts.IsInteractive ? Math.Max(40, _width() ?? 80) : WidthOfLogs;

    internal TerminalFacts Facts { get; }

    internal LiveLine Live { get; }

    /// <summary>This process's own console; takes it over until it is disposed, for code that writes to it directly.</summary>
    internal static Terminal Open(Redactor redactor)
    {
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }

        var (output, error) = (Console.Out, Console.Error);
        var facts = TerminalFacts.From(Environment.GetEnvironmentVariable, Console.IsOutputRedirected);
        facts = facts with { UsesColour = facts.UsesColour && (!OperatingSystem.IsWindows() || TakesEscapeCodes()) };
        var terminal = new Terminal(output, error, redactor, facts, ConsoleWidth, () =>
        {
            Console.SetOut(output);
            Console.SetError(error);
        });
        Console.SetOut(terminal.Out);
        Console.SetError(terminal.Error);
        return terminal;
    }

    public void Dispose()
    {
        Live.Clear();
        Error.Flush();
        Out.Flush();
        _restore();
    }

    // A console window of Windows shows escape codes as they are until somebody switches them on, which this does where it can.
    private static bool TakesEscapeCodes() => AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Detect }).Profile.Capabilities.Ansi;

    private static int? ConsoleWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : null;
        }
        catch (IOException)
        {
            // A console without a window has no width.
            return null;
        }
    }
}
