using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Apple;

/// <summary>Finds the folder of the app in a package.</summary>
internal static class IosAppRoot
{
    private const string Payload = "Payload/";
    private const string Archive = ".xcarchive/";
    private const string Products = "Products/Applications/";
    private const string App = ".app/";
    private const string InfoName = "Info.plist";

    /// <exception cref="DistributionException">There is none, or more than one, or it is for macOS.</exception>
    public static string Find(ZipPackage package)
    {
        string? root = null;
        foreach (var entry in package.Entries)
        {
            if (Of(entry.Name) is not { } found || string.Equals(found, root, StringComparison.Ordinal))
            {
                continue;
            }

            root = root is null ? found : throw AppleFaults.TwoApps(package.FileName, root, found);
        }

        if (root is null)
        {
            throw AppleFaults.NoApp(package.FileName);
        }

        return package.Find(root + InfoName) is null && package.Find($"{root}Contents/{InfoName}") is not null
            ? throw AppleFaults.MacApp(package.FileName, root)
            : root;
    }

    /// <summary>The folder of the app that an entry belongs to; null when it belongs to none.</summary>
    public static string? Of(string name)
    {
        if (name.StartsWith("__MACOSX/", StringComparison.Ordinal))
        {
            return null;
        }

        var start = 0;
        if (name.StartsWith(Payload, StringComparison.Ordinal))
        {
            start = Payload.Length;
        }
        else
        {
            var slash = name.IndexOf('/', StringComparison.Ordinal) + 1;
            start = name.AsSpan(0, slash).EndsWith(Archive) ? slash : 0;
            if (name.AsSpan(start).StartsWith(Products))
            {
                start += Products.Length;
            }
            else if (start > 0)
            {
                return null;
            }
        }

        var end = name.IndexOf('/', start) + 1;
        var folder = name.AsSpan(start, Math.Max(0, end - start));

        // "._Demo.app" is what Finder's archiver keeps beside the folder.
        return folder.Length > App.Length && folder.EndsWith(App) && !folder.StartsWith("._") ? name[..end] : null;
    }
}
