using System.Text;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>Where a symlink leads: its entry's data. That it is a path, and stays inside the app, was checked when the app was read.</summary>
internal static class SymlinkTarget
{
    // PATH_MAX of Apple's systems.
    private const int Longest = 1024;

    public static string Read(ZipPackage package, ZipEntry entry) => Encoding.UTF8.GetString(package.ReadAllBytes(entry, Longest));
}
