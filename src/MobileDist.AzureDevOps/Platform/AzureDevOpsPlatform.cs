using System.Globalization;
using MobileDist.PullRequests;

namespace MobileDist.AzureDevOps;

/// <summary>
/// Azure Pipelines, of the service or of an Azure DevOps Server: facts from the predefined variables, everything else by
/// logging commands on the standard output.
/// </summary>
public sealed class AzureDevOpsPlatform : ICiPlatform
{
    private readonly AgentVariables _variables;
    private readonly TextWriter _output;
    private readonly Redactor _redactor;
    private PrivateFolder? _summaries;
    private int _summaryCount;

    /// <param name="environment">The step's environment; names are upper case.</param>
    /// <param name="output">What the agent reads: the standard output.</param>
    /// <param name="redactor">Learns every secret that is masked.</param>
    public AzureDevOpsPlatform(IReadOnlyDictionary<string, string> environment, TextWriter output, Redactor redactor)
    {
        _variables = new AgentVariables(environment);
        _output = output;
        _redactor = redactor;
        Facts = AgentFacts.Read(_variables);
        PullRequest = AgentFacts.PullRequest(_variables, Facts);
    }

    public string Name => "Azure Pipelines";

    public CiFacts Facts { get; }

    /// <summary>The pull request of this run in Azure Repos; null outside of one, and when the repository is GitHub's.</summary>
    public AzurePullRequest? PullRequest { get; }

    /// <summary>Whether the repository lies on GitHub, whose pull requests need a token of GitHub's.</summary>
    public bool IsGitHubRepository => AgentFacts.IsGitHub(_variables);

    /// <summary>
    /// The job's own token: mapped by the pipeline's author for a script, handed over by the agent for a task; null when
    /// neither happened.
    /// </summary>
    public Secret? AccessToken =>
        (_variables["SYSTEM_ACCESSTOKEN"] ?? _variables["ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN"]) is { } token ? new Secret(token) : null;

    /// <summary>Whether this environment is a step of Azure Pipelines.</summary>
    public static bool IsPresent(IReadOnlyDictionary<string, string> environment) => new AgentVariables(environment).IsTrue("TF_BUILD");

    public IDisposable OpenGroup(string title)
    {
        _output.WriteLine("##[group]" + Line(title));
        return new Group(_output);
    }

    public void Annotate(CiAnnotation annotation)
    {
        ArgumentNullException.ThrowIfNull(annotation);
        var title = annotation.Title is { } words ? Line(words) + ": " : "";
        var message = title + Lines(annotation.Message);
        if (annotation.Severity == AnnotationSeverity.Notice)
        {
            // The agent knows errors and warnings only.
            _output.WriteLine(message);
            return;
        }

        _output.WriteLine(LoggingCommand.Format(
            "task.logissue",
            message,
            ("type", annotation.Severity == AnnotationSeverity.Error ? "error" : "warning"),
            ("sourcepath", annotation.File is { } file ? Line(file) : null),
            ("linenumber", annotation.Line?.ToString(CultureInfo.InvariantCulture)),
            ("columnnumber", annotation.Column?.ToString(CultureInfo.InvariantCulture))));
    }

    /// <summary>
    /// The agent masks values as a whole, no lines of them and no Base64, so each piece is told to it. That happens before
    /// our own redactor learns the secret: it would take the value out of the very command that names it.
    /// </summary>
    public void Mask(Secret secret)
    {
        var pieces = new Redactor();
        pieces.Register(secret);
        foreach (var piece in pieces.RegisteredPieces.Where(piece => piece.AsSpan().IndexOfAny('\r', '\n') < 0))
        {
            _output.WriteLine(LoggingCommand.Format("task.setsecret", piece));
        }

        _redactor.Register(secret);
    }

    /// <summary>Sets an output variable of the step, in the spelling of Azure's own: <c>install-link</c> becomes <c>installLink</c>.</summary>
    public void SetOutput(string name, string value) =>
        _output.WriteLine(LoggingCommand.Format("task.setvariable", _redactor.Redact(value), ("variable", VariableName(name)), ("isOutput", "true")));

    public void EchoForeign(string line) => _output.WriteLine(Lines(line));

    public void ShowProgress(int percent, string work) =>
        _output.WriteLine(LoggingCommand.Format("task.setprogress", Line(work), ("value", Math.Clamp(percent, 0, 100).ToString(CultureInfo.InvariantCulture))));

    public void AddTag(string tag) => _output.WriteLine(LoggingCommand.Format("build.addbuildtag", Line(tag)));

    public async Task AppendSummaryAsync(string markdown, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // The agent uploads later and empties its temporary folder after the job, so nothing is deleted or written over here.
        _summaries ??= PrivateFolder.Create(Facts.TemporaryFolder);
        _summaryCount++;
        var file = _summaries.Combine(_summaryCount == 1 ? "MobileDist.md" : $"MobileDist {_summaryCount}.md");
        await File.WriteAllTextAsync(file, Lines(markdown), cancellationToken);
        await _output.WriteLineAsync(LoggingCommand.Format("task.uploadsummary", file).AsMemory(), cancellationToken);
    }

    private string VariableName(string name) =>
        string.Concat(Line(name).Split('-').Select((word, index) => index == 0 || word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    private string Line(string text) => LoggingCommand.Defuse(_redactor.Redact(PlainText.Clean(text)));

    // A secret of several lines is seen in the whole text only; what cleaning brings to light, in its result.
    private string Lines(string text) => LoggingCommand.Defuse(_redactor.Redact(string.Join(
        '\n',
        _redactor.Redact(text).ReplaceLineEndings("\n").Split('\n').Select(PlainText.Clean))));

    private sealed class Group(TextWriter output) : IDisposable
    {
        private bool _closed;

        public void Dispose()
        {
            if (!_closed)
            {
                _closed = true;
                output.WriteLine("##[endgroup]");
            }
        }
    }
}
