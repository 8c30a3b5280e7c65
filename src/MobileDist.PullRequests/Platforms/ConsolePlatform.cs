namespace MobileDist.PullRequests;

/// <summary>
/// The platform that is none: somebody's own machine. Messages look as compilers write them, so that editors find the
/// file and line; text from outside loses its escape sequences, which a terminal would obey.
/// </summary>
public sealed class ConsolePlatform(TextWriter output, Redactor redactor) : ICiPlatform
{
    public string Name => "console";

    public CiFacts Facts => CiFacts.None;

    public bool ShowsAnnotations => false;

    /// <summary>Nothing: a terminal folds nothing, and whoever writes the log has headings of its own.</summary>
    public IDisposable OpenGroup(string title) => Group.None;

    public void Annotate(CiAnnotation annotation)
    {
        ArgumentNullException.ThrowIfNull(annotation);
        var severity = annotation.Severity switch
        {
            AnnotationSeverity.Error => "error",
            AnnotationSeverity.Warning => "warning",
            _ => "notice",
        };
        var title = annotation.Title is { } words ? PlainText.Clean(words) + ": " : "";
        WriteLine($"{Place(annotation)}{severity}: {title}{CleanLines(annotation.Message)}");
    }

    public void Mask(Secret secret) => redactor.Register(secret);

    /// <summary>Nothing: there is no later step.</summary>
    public void SetOutput(string name, string value)
    {
        // What would be handed on stands in the table at the end of the run.
    }

    public void EchoForeign(string line) => WriteLine(CleanLines(line));

    public async Task AppendSummaryAsync(string markdown, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await output.WriteLineAsync(redactor.Redact(CleanLines(markdown)).AsMemory(), cancellationToken);
    }

    private static string Place(CiAnnotation annotation) => (annotation.File, annotation.Line, annotation.Column) switch
    {
        ({ } file, { } line, { } column) => $"{PlainText.Clean(file)}({line},{column}): ",
        ({ } file, { } line, null) => $"{PlainText.Clean(file)}({line}): ",
        ({ } file, null, _) => $"{PlainText.Clean(file)}: ",
        _ => "",
    };

    private static string CleanLines(string text) => string.Join(Environment.NewLine, text.ReplaceLineEndings("\n").Split('\n').Select(PlainText.Clean));

    private void WriteLine(string text) => output.WriteLine(redactor.Redact(text));

    private sealed class Group : IDisposable
    {
        public static Group None { get; } = new();

        public void Dispose()
        {
            // Nothing was opened.
        }
    }
}
