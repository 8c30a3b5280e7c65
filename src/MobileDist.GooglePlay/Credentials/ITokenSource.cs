namespace MobileDist.GooglePlay;

/// <summary>One way to come by an access token; asking twice gives two tokens and does no harm.</summary>
internal interface ITokenSource : IDisposable
{
    /// <exception cref="DistributionException">What is needed for it is not there at all.</exception>
    Task<TokenOutcome> RequestAsync(CancellationToken cancellationToken);
}
