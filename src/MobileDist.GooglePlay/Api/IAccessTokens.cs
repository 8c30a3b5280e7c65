namespace MobileDist.GooglePlay;

/// <summary>
/// Who asks: OAuth 2.0 access tokens with the scope <c>https://www.googleapis.com/auth/androidpublisher</c>. Asked before
/// every request, so it keeps what it has until shortly before that ends.
/// </summary>
public interface IAccessTokens
{
    /// <param name="renew">Whether Google refused the last one: then it has to be a new one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DistributionException">There is none to be had.</exception>
    Task<Secret> GetAsync(bool renew, CancellationToken cancellationToken);
}
