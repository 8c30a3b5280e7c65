using MobileDist.InstallLinks;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline.Publishing;

/// <summary>Makes the hosts of install links.</summary>
internal static class InstallHosts
{
    /// <param name="name">As settings and receipts name it.</param>
    /// <param name="url">Where the site folder is served; null when it is not.</param>
    /// <param name="context">Where files go, and what the platform can carry.</param>
    /// <returns>Null where this run has no such host.</returns>
    /// <exception cref="DistributionException">The platform's host cannot be made: its token is missing.</exception>
    public static IInstallHost? Find(string name, string? url, StageContext context) => name switch
    {
        FolderHost.HostName => new FolderHost(new FolderHostOptions { Root = context.OutputFolder, BaseUrl = url }, context.Clock),
        _ when LinkHosts.IsRelease(name) => context.ReleaseHost?.Invoke(context.OutputFolder),
        _ => null,
    };
}
