namespace MobileDist.InstallLinks;

/// <summary>A place that carries a signed package, its install page and its QR code, and can take them down again.</summary>
public interface IInstallHost
{
    /// <summary>As the settings name it: <c>folder</c>.</summary>
    string Name { get; }

    /// <summary>Finds out, before anything is signed, what would keep the host from carrying a package.</summary>
    /// <exception cref="DistributionException">The host cannot carry one, or could not be asked.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Puts the bundle where testers reach it. What stood there for the same release key is replaced, whole or not at
    /// all; doing it twice with the same bundle is harmless.
    /// </summary>
    /// <exception cref="DistributionException">The host refused, could not be reached, or its settings are wrong.</exception>
    Task<HostedInstall> PublishAsync(InstallBundle bundle, IProgress<WorkProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Whether the host carries this very package under the bundle's key, so that it need not be published again.</summary>
    /// <exception cref="DistributionException">The host refused or could not be reached.</exception>
    Task<bool> HoldsAsync(InstallBundle bundle, CancellationToken cancellationToken);

    /// <summary>Takes a release down.</summary>
    /// <param name="releaseKey">The key that it was published under.</param>
    /// <param name="cancellationToken">Stops before the next step.</param>
    Task<WithdrawOutcome> WithdrawAsync(string releaseKey, CancellationToken cancellationToken);
}
