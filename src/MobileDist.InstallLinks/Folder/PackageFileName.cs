using System.Text;

namespace MobileDist.InstallLinks;

/// <summary>
/// File names that need no escaping in any address, shell or file system: ASCII letters, digits, dot, hyphen, underscore.
/// Phones unescape addresses differently, so nothing that would need it is let in.
/// </summary>
internal static class PackageFileName
{
    private const int LongestStem = 80;

    public static string For(InstallBundle bundle)
    {
        var package = bundle.Package;
        var extension = "." + package.Format.ToString().ToLowerInvariant();
        var wished = bundle.FileName is { } name ? Path.GetFileNameWithoutExtension(name) : Safe(package.Label) is { Length: > 0 } label
            ? $"{label}-{package.VersionName}-{package.BuildNumber}"
            : $"{package.Identifier}-{package.VersionName}-{package.BuildNumber}";
        var stem = Safe(wished);
        return (stem.Length == 0 || DeviceNames.Has(stem) ? $"app-{stem}".TrimEnd('-') : stem) + extension;
    }

    private static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var kept = char.IsAsciiLetterOrDigit(character) || character is '.' or '_' ? character : '-';
            var repeats = safe.Length > 0 && kept is '-' or '.' && safe[^1] is '-' or '.';
            if (!repeats)
            {
                safe.Append(kept);
            }
        }

        var stem = safe.ToString().Trim('-', '.');
        return stem.Length <= LongestStem ? stem : stem[..LongestStem].TrimEnd('-', '.');
    }
}
