using System.Collections.Immutable;
using MobileDist.GitHub;
using MobileDist.InstallLinks;

namespace MobileDist.Pipeline.Settings;

/// <summary>Who can carry the install link.</summary>
internal static class LinkHosts
{
    public const string Default = FolderHost.HostName;

    /// <summary>As the settings name them.</summary>
    public static ImmutableArray<string> All { get; } = [FolderHost.HostName, GitHubReleaseHost.HostName];

    /// <summary>Whether the host is a release of the repository that the run belongs to.</summary>
    public static bool IsRelease(string host) => string.Equals(host, GitHubReleaseHost.HostName, StringComparison.Ordinal);
}
