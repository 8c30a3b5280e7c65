namespace MobileDist.Build.Tests;

/// <summary>A terminal whose outputs are kept.</summary>
internal sealed class RecordedTerminal : IDisposable
{
    public static readonly TerminalFacts Log = new(IsInteractive: false, UsesColour: false);
    public static readonly TerminalFacts Watched = new(IsInteractive: true, UsesColour: true);

    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public RecordedTerminal(TerminalFacts? facts = null, Redactor? redactor = null, int width = 80) =>
        Terminal = new Terminal(_output, _error, redactor ?? new Redactor(), facts ?? Log, () => width);

    public Terminal Terminal { get; }

    public string Output => Flushed(_output);

    public string Error => Flushed(_error);

    public void Dispose()
    {
        Terminal.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    private string Flushed(StringWriter writer)
    {
        Terminal.Out.Flush();
        Terminal.Error.Flush();
        return writer.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
