namespace MobileDist.AppStoreConnect;

/// <summary>What became of a request, after all tries.</summary>
internal abstract record AppleAnswer
{
    private AppleAnswer()
    {
    }

    public sealed record Success(AppleDocument Document) : AppleAnswer;

    public sealed record Failed(AppleFailure Failure) : AppleAnswer;

    /// <summary>A write of which nobody knows whether it happened: read back what is there.</summary>
    public sealed record Lost : AppleAnswer;

    /// <summary>The failure, where it is one; a lost answer counts as a service that was not reached.</summary>
    public AppleFailure? Refusal => this switch
    {
        Success => null,
        Failed failed => failed.Failure,
        _ => AppleFailure.Unreached("The answer got lost on the way."),
    };

    /// <param name="task">What was to be done, for the message: one of <see cref="AppStoreConnectFaults"/>.</param>
    public AppleDocument OrThrow(string task) => this is Success success ? success.Document : throw AppStoreConnectFaults.Refused(task, Refusal!);
}
