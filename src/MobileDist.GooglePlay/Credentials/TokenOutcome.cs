namespace MobileDist.GooglePlay;

/// <summary>What became of a request for a token.</summary>
internal abstract record TokenOutcome
{
    private TokenOutcome()
    {
    }

    /// <param name="Token">An access token.</param>
    /// <param name="Life">For how long, from now.</param>
    public sealed record Granted(Secret Token, TimeSpan Life) : TokenOutcome;

    /// <param name="Task">What was to be done, for the message: one of <see cref="CredentialFaults"/>.</param>
    /// <param name="Failure">Why it was not.</param>
    public sealed record Failed(string Task, TokenFailure Failure) : TokenOutcome;

    public bool IsWorthAnother => this is Failed { Failure.IsWorthAnother: true };
}
