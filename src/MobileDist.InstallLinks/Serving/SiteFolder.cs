namespace MobileDist.InstallLinks;

/// <summary>
/// Finds the file that a request asks for. The request's text never becomes part of a path: each step is looked up among
/// the names that are really there, so nothing outside the folder can be named at all.
/// </summary>
internal sealed class SiteFolder(string root)
{
    private const FileAttributes NotServed = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint;

    private readonly DirectoryInfo _root = new(Path.GetFullPath(root));

    /// <param name="requestPath">The decoded path of a request, <c>/</c> first.</param>
    /// <returns>The file; a folder with a page when the path lacks the slash at its end; null for everything else.</returns>
    public FileSystemInfo? Find(string requestPath)
    {
        FileSystemInfo? found = _root;
        var names = requestPath.Split('/')[1..];
        foreach (var name in names[..^1])
        {
            found = found is DirectoryInfo folder ? Child(folder, name) : null;
        }

        if (found is not DirectoryInfo last)
        {
            return null;
        }

        // A path that ends with a slash asks for the folder's page.
        return names[^1].Length == 0
            ? Child(last, ReleaseManifest.PageFile) as FileInfo
            : Child(last, names[^1]) switch
            {
                DirectoryInfo folder when Child(folder, ReleaseManifest.PageFile) is FileInfo => folder,
                FileInfo file => file,
                _ => null,
            };
    }

    private static FileSystemInfo? Child(DirectoryInfo folder, string name) => folder.Exists
        ? folder.EnumerateFileSystemInfos().FirstOrDefault(child => string.Equals(child.Name, name, StringComparison.Ordinal) && IsServed(child))
        : null;

    // .NET counts names that begin with a dot as hidden on Unix only; here they are everywhere.
    private static bool IsServed(FileSystemInfo info) => !info.Name.StartsWith('.') && (info.Attributes & NotServed) == FileAttributes.None;
}
