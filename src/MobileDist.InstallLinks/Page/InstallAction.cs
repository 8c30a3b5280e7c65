namespace MobileDist.InstallLinks;

/// <summary>What the install button does; the page's instructions follow from it.</summary>
public abstract record InstallAction
{
    private InstallAction()
    {
    }

    /// <summary>Downloads an APK that lies beside the page; Android installs it when it is opened.</summary>
    /// <param name="FileName">Letters, digits, dot, hyphen and underscore only; the link is relative, so that the folder can be moved.</param>
    public sealed record DownloadApk(string FileName) : InstallAction;

    /// <summary>Has iOS read a manifest and install what it names.</summary>
    public sealed record ItmsServices : InstallAction
    {
        /// <param name="manifest">Absolute https address of the manifest.</param>
        /// <exception cref="DistributionException">It is not https.</exception>
        public ItmsServices(Uri manifest) => Manifest = SecureAddress.Require(manifest);

        /// <summary>The manifest's address.</summary>
        public string Manifest { get; }

        /// <summary>
        /// The link. iOS unescapes the value once and takes what comes out for the address, so that one is escaped as a
        /// whole, percent signs of its own included.
        /// </summary>
        public string Link => "itms-services://?action=download-manifest&url=" + Uri.EscapeDataString(Manifest);
    }

    /// <summary>Opens a store's page for testers; phones get the package there only.</summary>
    /// <param name="Store">The store; where it has no link for all, there is no button.</param>
    public sealed record OpenStore(StoreWay Store) : InstallAction;

    /// <summary>Nothing: iOS installs from https addresses only, and this page has none.</summary>
    /// <param name="FileName">The IPA beside the page; needs no escaping.</param>
    /// <param name="Reason">Which address the page has instead, in one sentence.</param>
    public sealed record NeedsSecureAddress(string FileName, string Reason) : InstallAction;
}
