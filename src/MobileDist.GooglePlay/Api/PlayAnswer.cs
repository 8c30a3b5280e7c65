namespace MobileDist.GooglePlay;

/// <summary>How a request ended.</summary>
internal abstract record PlayAnswer<T>
{
    private PlayAnswer()
    {
    }

    /// <summary>Why it failed; null when it did not.</summary>
    public PlayFailure? Failure => this is Failed failed ? failed.Reason : null;

    /// <summary>The same answer about something else.</summary>
    public PlayAnswer<TOther> Map<TOther>(Func<T, TOther> read) => this switch
    {
        Success success => new PlayAnswer<TOther>.Success(read(success.Value)),
        Failed failed => new PlayAnswer<TOther>.Failed(failed.Reason),
        _ => new PlayAnswer<TOther>.Lost(),
    };

    /// <summary>The resource, or an error that says what could not be done.</summary>
    /// <param name="task">The beginning of the sentence.</param>
    public T OrThrow(string task) => this switch
    {
        Success success => success.Value,
        Failed failed => throw GooglePlayFaults.Refused(task, failed.Reason),
        _ => throw GooglePlayFaults.Refused(task, PlayFailure.Unreached("The answer was lost.")),
    };

    /// <summary>As <see cref="OrThrow"/>, of a request inside of an edit.</summary>
    /// <param name="task">The beginning of the sentence.</param>
    /// <exception cref="EditLostException">The edit is gone, and its work can be done again in another.</exception>
    /// <exception cref="DistributionException">All other failures.</exception>
    public T OrLost(string task) => Failure is { EndsEdit: true } failure
        ? throw new EditLostException(task, failure)
        : OrThrow(task);

    public sealed record Success(T Value) : PlayAnswer<T>;

    public sealed record Failed(PlayFailure Reason) : PlayAnswer<T>;

    /// <summary>It may have happened: it has to be read back.</summary>
    public sealed record Lost : PlayAnswer<T>;
}
