using System.IO.Enumeration;

namespace MobileDist.Pipeline;

/// <summary>
/// Finds packages by a pattern: <c>*</c> and <c>?</c> within a name, <c>**</c> for any number of folders, forward slashes on
/// every system. A package is a file, or one of the folders that Xcode builds (<c>.app</c>, <c>.xcarchive</c>). Links to folders are not followed below <c>**</c>, so that a loop ends.
/// </summary>
internal static class FilePattern
{
    private const int MaxDepth = 32;

    private static readonly EnumerationOptions EveryName = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = true,
        MatchType = MatchType.Simple,
    };

    /// <summary>At most <paramref name="limit"/> absolute paths, in ordinal order.</summary>
    public static IReadOnlyList<string> Match(string pattern, string folder, int limit)
    {
        if (pattern.Contains('\0', StringComparison.Ordinal))
        {
            return [];
        }

        var full = pattern.Replace('\\', Path.DirectorySeparatorChar).Replace('/', Path.DirectorySeparatorChar);
        if (!OperatingSystem.IsWindows() && pattern.Contains('\\', StringComparison.Ordinal) && File.Exists(Path.GetFullPath(pattern, folder)))
        {
            return [Path.GetFullPath(pattern, folder)];
        }

        var rootLength = Path.GetPathRoot(full)?.Length ?? 0;
        // On Windows a root need not be a whole one: C:app.apk and \app.apk start from the folder's drive.
        var start = rootLength > 0 ? Path.GetFullPath(full[..rootLength], folder) : folder;
        var parts = full[rootLength..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? [] : [.. Walk(start, parts, 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(limit)];
    }

    private static IEnumerable<string> Walk(string folder, string[] parts, int depth)
    {
        var part = parts[0];
        var rest = parts[1..];
        if (string.Equals(part, "**", StringComparison.Ordinal))
        {
            var below = depth < MaxDepth ? Folders(folder, "*", follow: false) : [];
            return (rest.Length == 0 ? Walk(folder, ["*"], depth) : Walk(folder, rest, depth))
                .Concat(below.SelectMany(child => Walk(child, parts, depth + 1)));
        }

        if (rest.Length > 0)
        {
            return Folders(folder, part, follow: true).SelectMany(child => Walk(child, rest, depth + 1));
        }

        if (IsLiteral(part))
        {
            var path = Path.GetFullPath(part, folder);
            return File.Exists(path) || (IsPackageFolder(path) && Directory.Exists(path)) ? [path] : [];
        }

        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", EveryName)
                .Concat(Directory.EnumerateDirectories(folder, "*", EveryName).Where(IsPackageFolder))
                .Where(path => Fits(part, path))
            : [];
    }

    private static IEnumerable<string> Folders(string folder, string part, bool follow)
    {
        if (IsLiteral(part))
        {
            var path = Path.GetFullPath(part, folder);
            return Directory.Exists(path) ? [path] : [];
        }

        return Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder, "*", EveryName).Where(path => Fits(part, path) && (follow || !File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint)))
            : [];
    }

    private static bool IsPackageFolder(string path) =>
        Path.GetExtension(path.AsSpan()) is var ending
        && (ending.Equals(".app", StringComparison.OrdinalIgnoreCase) || ending.Equals(".xcarchive", StringComparison.OrdinalIgnoreCase));

    private static bool IsLiteral(string part) => part.AsSpan().IndexOfAny('*', '?') < 0;

    private static bool Fits(string part, string path) =>
        FileSystemName.MatchesSimpleExpression(part, Path.GetFileName(path.AsSpan()), ignoreCase: OperatingSystem.IsWindows() || OperatingSystem.IsMacOS());
}
