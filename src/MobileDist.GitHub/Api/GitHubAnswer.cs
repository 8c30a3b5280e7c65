namespace MobileDist.GitHub;

/// <summary>What became of a request, after all tries.</summary>
internal abstract record GitHubAnswer<T>
{
    private GitHubAnswer()
    {
    }

    /// <param name="Value">What GitHub answered; of requests without an answer the default.</param>
    /// <param name="Next">The next page, where there is one.</param>
    public sealed record Success(T Value, Uri? Next = null) : GitHubAnswer<T>;

    public sealed record Failed(GitHubFailure Failure) : GitHubAnswer<T>;

    /// <summary>A write of which nobody knows whether it happened: read back what is there.</summary>
    public sealed record Lost : GitHubAnswer<T>;

    /// <summary>The value, for requests whose answer cannot get lost or whose loss is a failure like others.</summary>
    public T OrThrow() => this switch
    {
        Success success => success.Value,
        Failed failed => throw new GitHubRefusedException(failed.Failure),
        _ => throw new GitHubRefusedException(new GitHubFailure(GitHubFailureKind.Unreachable, "The answer got lost on the way.")),
    };
}
