namespace MobileDist.Signing.Apple.Bundles;

/// <summary>One file as a bundle's seal sees it.</summary>
/// <param name="Path">Relative to the bundle, separated by <c>/</c>.</param>
/// <param name="Digest">Of a regular file; null for a symlink.</param>
/// <param name="Target">Of a symlink; null for a regular file.</param>
internal readonly record struct BundleFile(string Path, FileDigest? Digest, string? Target)
{
    /// <summary>Whether the seal leaves it out whatever the rules say: the signature itself, and the main executable, which the CodeDirectory covers.</summary>
    public static bool IsExcluded(string path, string? executable)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return path.AsSpan(0, slash < 0 ? path.Length : slash) is "_CodeSignature" or "CodeResources" or "_MASReceipt"
            || string.Equals(path, executable, StringComparison.Ordinal);
    }
}
