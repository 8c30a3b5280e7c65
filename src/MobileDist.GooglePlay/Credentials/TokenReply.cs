namespace MobileDist.GooglePlay;

/// <summary>An answer of a sign-in service.</summary>
/// <param name="Body">Of a good answer; it holds secrets, so it is never shown.</param>
/// <param name="Failure">Why there is none; null for a good answer.</param>
internal readonly record struct TokenReply(string Body, TokenFailure? Failure)
{
    /// <summary>Not the generated text: the body is secret.</summary>
    public override string ToString() => Failure is null ? "a token" : Failure.Words;
}
