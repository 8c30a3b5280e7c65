using MobileDist.Packages;
using MobileDist.Pipeline.Settings;

namespace MobileDist.Pipeline.Publishing;

/// <summary>The package that lies there before anything is built, for what it says about the app.</summary>
internal static class PackageAtHand
{
    /// <summary>Null when there is none that can be read; other checks say why.</summary>
    public static PackageInfo? Read(ReleaseSettings release)
    {
        try
        {
            return PackageFinder.Find(release.Package) is PackageFinding.Found found && File.Exists(found.FullPath) ? PackageReader.Read(found.FullPath) : null;
        }
        catch (DistributionException)
        {
            return null;
        }
    }
}
