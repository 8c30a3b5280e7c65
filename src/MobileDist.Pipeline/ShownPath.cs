namespace MobileDist.Pipeline;

/// <summary>Paths as others may read them: logs and comments of a public repository tell nobody how a machine's folders are named.</summary>
internal static class ShownPath
{
    /// <summary>From the folder that a setting's paths start from; the file's name alone where it lies elsewhere.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="folder">Absolute.</param>
    public static string Of(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path);
        var isBelow = !Path.IsPathRooted(relative) && relative is not ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return isBelow ? relative : Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
    }

    /// <summary>A sentence without the folders that it names: what lies below one is told from there.</summary>
    /// <param name="text">A headline, with the system's own words for a failure in it perhaps.</param>
    /// <param name="folders">Absolute; the inner ones first.</param>
    public static string In(string text, params ReadOnlySpan<string> folders)
    {
        foreach (var folder in folders)
        {
            var name = Path.TrimEndingDirectorySeparator(folder);
            if (name.Length > 1)
            {
                text = text.Replace(name + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace($"'{name}'", $"'{Path.GetFileName(name)}'", StringComparison.Ordinal);
            }
        }

        return text;
    }
}
