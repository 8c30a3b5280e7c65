namespace MobileDist.PullRequests;

/// <summary>What runs us: a CI platform or a plain console. Everything given to it is text and is escaped by it.</summary>
public interface ICiPlatform
{
    /// <summary>For messages: <c>console</c>, <c>GitHub Actions</c>.</summary>
    string Name { get; }

    /// <summary>What the platform says about this run.</summary>
    CiFacts Facts { get; }

    /// <summary>Whether annotations are shown beside the log too; a console has the log only, and there the end of the run says it all.</summary>
    bool ShowsAnnotations => true;

    /// <summary>Begins a part of the log that readers can fold; disposing ends it. Groups do not nest.</summary>
    IDisposable OpenGroup(string title);

    /// <summary>Puts a message where the platform shows messages, beside its file and line when it has them.</summary>
    void Annotate(CiAnnotation annotation);

    /// <summary>From now on the platform hides this secret in the log. Call it before the secret is used for the first time.</summary>
    void Mask(Secret secret);

    /// <summary>Hands a value to later steps of the job.</summary>
    void SetOutput(string name, string value);

    /// <summary>
    /// Prints a line that a foreign program wrote (a build that ran the pull request's code), so that no command of the
    /// platform in it is obeyed.
    /// </summary>
    void EchoForeign(string line);

    /// <summary>
    /// Shows how far the work is where the platform has a place for that beside the log. Nothing on GitHub and on a
    /// console, which have none: the lines that the host writes into the log are all that is seen there.
    /// </summary>
    /// <param name="percent">0 to 100, of the work at hand.</param>
    /// <param name="work">What is being done, a few words.</param>
    void ShowProgress(int percent, string work)
    {
        // Only some platforms have a place for it.
    }

    /// <summary>
    /// Marks the run with a word that runs are searched by. Nothing on GitHub and on a console, where runs carry none.
    /// </summary>
    /// <param name="tag">Letters, digits, dots and hyphens.</param>
    void AddTag(string tag)
    {
        // Only some platforms know tags of runs.
    }

    /// <summary>Appends to the run's summary.</summary>
    /// <param name="markdown">As <see cref="CommentMarkdown"/> draws it.</param>
    /// <param name="cancellationToken">Stops before writing.</param>
    Task AppendSummaryAsync(string markdown, CancellationToken cancellationToken);
}
