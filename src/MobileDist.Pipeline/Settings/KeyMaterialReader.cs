using System.Text;
using MobileDist.Pipeline.Settings.Overrides;

namespace MobileDist.Pipeline.Settings;

/// <summary>Decides whether a setting names a key file or holds one.</summary>
internal static class KeyMaterialReader
{
    private const int ShortestKey = 32;

    /// <summary>Null with the reason among the faults when it is neither.</summary>
    public static KeyMaterial? Read(Given given, string what, Redactor redactor, ICollection<Fault> faults)
    {
        var value = given.Value.Trim();
        if (ExistingFile(value, given.Folder) is { } path)
        {
            return new KeyMaterial.OnDisk(path, given.Folder);
        }

        if (given.FromVariable && Content(value) is { } content)
        {
            redactor.Register(new Secret(value));
            return new KeyMaterial.Inline(given.Source, content);
        }

        faults.Add(ExistingFolder(value, given.Folder) is { } folder
            ? KeyFaults.KeyMaterialIsFolder(given, what, ShownPath.Of(folder, given.Folder))
            : KeyFaults.KeyMaterialNotFound(given, what, LooksLikePath(value) ? Path.IsPathRooted(value) ? ShownPath.Of(value, given.Folder) : value : null));
        return null;
    }

    /// <summary>The file that a setting names, absolute; null when it names none that is there.</summary>
    public static string? FileOf(Given given) => ExistingFile(given.Value.Trim(), given.Folder);

    /// <summary>Whether a variable's value is a key, whole or spoiled, and not the path of one: a path may be shown.</summary>
    public static bool IsHeld(Given given) => given.FromVariable && FileOf(given) is null && (given.Value.TrimStart() is ['{', ..] || !LooksLikePath(given.Value.Trim()));

    private static string? ExistingFile(string value, string folder) => FullPath(value, folder) is { } path && File.Exists(path) ? path : null;

    private static string? ExistingFolder(string value, string folder) => FullPath(value, folder) is { } path && Directory.Exists(path) ? path : null;

    private static string? FullPath(string value, string folder) =>
        value.Length is 0 or > 4096 || value.AsSpan().IndexOfAny('\0', '\n', '\r') >= 0 ? null : Path.GetFullPath(value, folder);

    private static byte[]? Content(string value)
    {
        if (value.StartsWith("-----BEGIN ", StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetBytes(value);
        }

        if (value.Length > KeyMaterial.MaxLength * 2)
        {
            return null;
        }

        var buffer = new byte[value.Length];
        return Convert.TryFromBase64String(value, buffer, out var length) && length >= ShortestKey ? buffer[..length] : null;
    }

    // Base64 has no dot, so a value with a file's extension cannot be key material that was cut short.
    private static bool LooksLikePath(string value) =>
        value.Length <= 260 && !value.Contains('\n', StringComparison.Ordinal) && Path.GetExtension(value).Length is > 1 and < 12;
}
