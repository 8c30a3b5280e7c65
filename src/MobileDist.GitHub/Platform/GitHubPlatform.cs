using System.Security.Cryptography;
using System.Text;
using MobileDist.PullRequests;

namespace MobileDist.GitHub;

/// <summary>
/// A job of GitHub Actions, on github.com or a company's own server. It speaks to the runner by the documented commands on
/// standard output and the documented files, and knows no other variables than those that are documented.
/// </summary>
public sealed class GitHubPlatform : ICiPlatform
{
    // What the runner keeps of an annotation's message, and what it takes as a step's summary (1 MiB, above which it
    // drops the whole of it); we stay below the latter because others may have written to the same file.
    private const int ShortestMasked = 4;
    private const int LongestMessage = 4_096;
    private const int LargestSummary = 1_000_000;
    private const string SummaryCut = "\n\n_The rest is left out: GitHub takes one megabyte of summary a step._\n";

    private readonly RunnerEnvironment _environment;
    private readonly TextWriter _output;
    private readonly Redactor _redactor;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _masked = new(StringComparer.Ordinal);

    /// <param name="environment">The process's environment.</param>
    /// <param name="output">Standard output, where the runner reads commands; secrets are taken out of all but masking commands.</param>
    /// <param name="redactor">Where secrets are registered, too.</param>
    public GitHubPlatform(IReadOnlyDictionary<string, string> environment, TextWriter output, Redactor redactor)
    {
        _environment = new RunnerEnvironment(environment);
        _output = output;
        _redactor = redactor;
        var payload = _environment.Event();
        Facts = _environment.Facts(payload);
        Trigger = payload.Trigger;
    }

    public string Name => "GitHub Actions";

    public CiFacts Facts { get; }

    /// <summary>The run that this one follows; null for every other event.</summary>
    internal TriggeringRun? Trigger { get; }

    /// <summary>Whether a job of GitHub Actions runs us.</summary>
    public static bool IsPresent(IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue("GITHUB_ACTIONS", out var value) && string.Equals(value, "true", StringComparison.Ordinal);

    public IDisposable OpenGroup(string title)
    {
        WriteLine(WorkflowCommand.For("group", _redactor.Redact(PlainText.Clean(title))));
        return new Group(this);
    }

    public void Annotate(CiAnnotation annotation)
    {
        ArgumentNullException.ThrowIfNull(annotation);
        var name = annotation.Severity switch
        {
            AnnotationSeverity.Error => "error",
            AnnotationSeverity.Warning => "warning",
            _ => "notice",
        };
        WriteLine(WorkflowCommand.For(
            name,
            Cut(_redactor.Redact(CleanLines(annotation.Message))),
            ("title", Property(annotation.Title)),
            ("file", Property(annotation.File)),
            ("line", annotation.Line?.ToString()),
            ("col", annotation.Line is null ? null : annotation.Column?.ToString())));
    }

    /// <summary>
    /// Registers the secret, each of its lines and its Base64 with the runner, one command each: the runner would read a
    /// command only up to the end of its line.
    /// </summary>
    public void Mask(Secret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        lock (_gate)
        {
            _redactor.Register(secret);
            foreach (var piece in _redactor.RegisteredPieces.SelectMany(piece => piece.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)))
            {
                // A brace alone on its line, as in a key file of Google, would take every brace out of the log.
                if (piece.Trim().Length >= ShortestMasked && _masked.Add(piece))
                {
                    _output.WriteLine(WorkflowCommand.For("add-mask", piece));
                }
            }
        }
    }

    public void SetOutput(string name, string value)
    {
        if (_environment["GITHUB_OUTPUT"] is not { } file)
        {
            WriteLine($"{PlainText.Clean(name)} = {WorkflowCommand.Defuse(PlainText.Clean(value))}");
            return;
        }

        // The delimiter is random so that no value can end itself and begin an output of its own.
        var delimiter = "mobiledist_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        AppendToRunnerFile(file, $"{OutputName(name)}<<{delimiter}\n{_redactor.Redact(value)}\n{delimiter}\n");
    }

    /// <summary>
    /// Each line is defused by itself. The runner's own way, <c>stop-commands</c> with a token, would hold back our own
    /// masking and groups meanwhile, and ends as soon as anybody prints the token.
    /// </summary>
    public void EchoForeign(string line)
    {
        foreach (var part in _redactor.Redact(CleanLines(line)).Split('\n'))
        {
            WriteLine(WorkflowCommand.Defuse(part));
        }
    }

    public async Task AppendSummaryAsync(string markdown, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var text = _redactor.Redact(markdown);
        if (_environment["GITHUB_STEP_SUMMARY"] is not { } file)
        {
            EchoForeign(text);
            return;
        }

        var room = LargestSummary - (File.Exists(file) ? new FileInfo(file).Length : 0);
        var fitting = FittingIn(text, room);
        if (fitting.Length > 0)
        {
            await File.AppendAllTextAsync(file, fitting, cancellationToken);
        }
    }

    /// <summary>As much as fits, whole lines only, with a sentence about the rest; the runner drops a summary that is too large whole.</summary>
    internal static string FittingIn(string text, long room)
    {
        if (Encoding.UTF8.GetByteCount(text) <= room)
        {
            return text;
        }

        var fitting = new StringBuilder();
        room -= Encoding.UTF8.GetByteCount(SummaryCut);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            room -= Encoding.UTF8.GetByteCount(line) + 1;
            if (room < 0)
            {
                break;
            }

            fitting.Append(line).Append('\n');
        }

        return fitting.Length > 0 ? fitting.Append(SummaryCut).ToString() : "";
    }

    private string? Property(string? text) => text is null ? null : _redactor.Redact(PlainText.Clean(text));

    private static string CleanLines(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(PlainText.Clean));

    private static string Cut(string text)
    {
        if (text.Length <= LongestMessage)
        {
            return text;
        }

        var end = LongestMessage - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }

    private static string OutputName(string name) => name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_') && name.Length > 0
        ? name
        : throw new ArgumentException($"'{name}' cannot be the name of an output.", nameof(name));

    private void AppendToRunnerFile(string file, string text)
    {
        lock (_gate)
        {
            File.AppendAllText(file, text);
        }
    }

    private void WriteLine(string text)
    {
        lock (_gate)
        {
            _output.WriteLine(_redactor.Redact(text));
        }
    }

    private sealed class Group(GitHubPlatform platform) : IDisposable
    {
        private bool _closed;

        public void Dispose()
        {
            if (!_closed)
            {
                _closed = true;
                platform.WriteLine("::endgroup::");
            }
        }
    }
}
