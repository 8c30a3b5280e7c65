namespace MobileDist.GooglePlay;

/// <summary>Carries a failure up through Google's library; it never leaves <see cref="ServiceAccountTokens"/>.</summary>
internal sealed class TokenRefusedException(TokenFailure failure) : Exception(failure.Words)
{
    public TokenFailure Failure => failure;
}
