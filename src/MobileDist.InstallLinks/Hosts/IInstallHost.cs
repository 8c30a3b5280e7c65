namespace MobileDist.InstallLinks;

/// <summary>A place that carries a signed package, its install page and its QR code, and can take them down again.</summary>
public interface IInstallHost
{
    /// <summary>As the settings name it: <c>folder</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Puts the bundle where testers reach it. What stood there for the same release key is replaced, whole or not at
    /// all; doing it twice with the same bundle is harmless.
    /// </summary>
    /// <exception cref="DistributionException">The host refused, could not be reached, or its settings are wrong.</exception>
    Task<HostedInstall> PublishAsync(InstallBundle bundle, IProgress<WorkProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Takes a release down.</summary>
    /// <param name="releaseKey">The key that it was published under.</param>
    /// <param name="cancellationToken">Stops before the next step.</param>
    Task<WithdrawOutcome> WithdrawAsync(string releaseKey, CancellationToken cancellationToken);
}
