using Cake.Core;

namespace MobileDist.Build;

/// <summary>What a run has come to, beside Cake's own exit code.</summary>
public sealed class RunOutcome
{
    private readonly List<ReleaseRow> _releases = [];

    /// <summary>The exception that ended the run, as it was thrown.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The releases of this run, for the table that is printed after Cake's report.</summary>
    public IReadOnlyList<ReleaseRow> Releases => _releases;

    /// <summary>A line to print after everything else, Cake's report included.</summary>
    public string? LastLine { get; set; }

    public void Add(ReleaseRow release) => _releases.Add(release);

    public void FailedWith(Exception failure) => Failure = failure;

    /// <summary>The exception that speaks for a failure, out of the wrappers that Cake and tasks put around it.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="cancelled">Whether somebody asked to cancel.</param>
    internal static Exception Classify(Exception failure, bool cancelled)
    {
        var causes = Causes(failure).ToList();
        return causes.OfType<DistributionException>().FirstOrDefault()
            ?? (cancelled ? causes.OfType<OperationCanceledException>().FirstOrDefault() : null)
            ?? causes.OfType<CakeException>().FirstOrDefault()
            ?? failure;
    }

    private static IEnumerable<Exception> Causes(Exception failure) => failure switch
    {
        AggregateException several => several.InnerExceptions.SelectMany(Causes),
        CakeReportException { InnerException: { } inner } => Causes(inner),
        _ => [failure],
    };
}
