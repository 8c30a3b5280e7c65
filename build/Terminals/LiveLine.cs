namespace MobileDist.Build;

/// <summary>
/// The last line of a terminal, rewritten in place. Everything else that is written takes it away first, so that it
/// never gets mixed with other text.
/// </summary>
internal sealed class LiveLine(TextWriter output, Redactor redactor, Func<int> width)
{
    private readonly Lock _gate = new();
    private int _shown;

    /// <summary>Shows a text in place of the one before; cut to one line of the terminal.</summary>
    public void Show(string text)
    {
        lock (_gate)
        {
            var line = Printable.OneLine(redactor.Redact(text));
            line = Printable.Cut(line, width() - 1);
            var columns = Printable.Width(line);
            output.Write("\r" + line + new string(' ', Math.Max(0, _shown - columns)));
            output.Flush();
            _shown = columns;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            Erase();
        }
    }

    /// <summary>Writes to one of the outputs, with the live line out of the way.</summary>
    public void WriteAround(TextWriter writer, string text)
    {
        lock (_gate)
        {
            Erase();
            writer.Write(text);
        }
    }

    // Blanks instead of an escape code: this works on every terminal that knows a carriage return.
    private void Erase()
    {
        if (_shown > 0)
        {
            output.Write("\r" + new string(' ', _shown) + "\r");
            output.Flush();
            _shown = 0;
        }
    }
}
