using System.Text;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>Which entries belong to a signature and which are covered by one (JAR File Specification, "Signed JAR File").</summary>
internal static class JarEntryNames
{
    public const string Manifest = "META-INF/MANIFEST.MF";
    public const string Folder = "META-INF/";

    // Of the source stamp, and of the pinned ranges: both speak about the bytes of the package that was signed before.
    private const string StampCertificate = "stamp-cert-sha256";
    private const string PinnedRanges = "pinlist.meta";

    /// <summary>Whether an entry is part of, or made for, an earlier signature and goes with it.</summary>
    public static bool IsOfSignature(string name) => IsJarSignature(name) || name is StampCertificate or PinnedRanges;

    /// <summary>Whether a v1 signature has to cover the entry.</summary>
    public static bool IsCovered(string name) => !name.EndsWith('/') && !IsJarSignature(name);

    /// <summary>Whether an entry is a signature file; such a file in a folder below <c>META-INF</c> is none.</summary>
    public static bool IsJarSignature(string name)
    {
        if (!name.StartsWith(Folder, StringComparison.Ordinal))
        {
            return false;
        }

        var file = name.AsSpan(Folder.Length);
        return !file.Contains('/')
            && (file.Equals("MANIFEST.MF", StringComparison.OrdinalIgnoreCase)
                || IsSignatureFile(file)
                || IsSignatureBlock(file)
                || file.StartsWith("SIG-", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether Java takes an entry for a signature file: as <see cref="IsJarSignature"/>, but with the folder in any case.</summary>
    public static bool IsSignatureForJava(string name) =>
        name.StartsWith(Folder, StringComparison.OrdinalIgnoreCase) && IsJarSignature(string.Concat(Folder, name.AsSpan(Folder.Length)));

    /// <summary>Whether a name stands in UTF-8 in the central directory; an older encoding would be carried over, and read as another name.</summary>
    /// <param name="entry">Whose name it is.</param>
    /// <param name="record">Its record there.</param>
    public static bool IsUtf8(ZipEntry entry, ReadOnlySpan<byte> record)
    {
        const int NameAt = 46;
        return Ascii.IsValid(entry.Name) || Encoding.UTF8.GetBytes(entry.Name).AsSpan().SequenceEqual(record.Slice(NameAt, entry.NameLength));
    }

    public static bool IsSignatureFile(ReadOnlySpan<char> file) => file.EndsWith(".SF", StringComparison.OrdinalIgnoreCase);

    public static bool IsSignatureBlock(ReadOnlySpan<char> file) =>
        file.EndsWith(".RSA", StringComparison.OrdinalIgnoreCase)
        || file.EndsWith(".DSA", StringComparison.OrdinalIgnoreCase)
        || file.EndsWith(".EC", StringComparison.OrdinalIgnoreCase);

    /// <summary>The name of a signer's files: the alias in capitals, at most 8 characters of A-Z, 0-9, _ and -.</summary>
    public static string SignerName(string alias)
    {
        if (alias.Length == 0)
        {
            return "CERT";
        }

        return string.Create(Math.Min(alias.Length, 8), alias, static (text, source) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                var upper = char.ToUpperInvariant(source[i]);
                text[i] = char.IsAsciiLetterUpper(upper) || char.IsAsciiDigit(upper) || upper is '_' or '-' ? upper : '_';
            }
        });
    }
}
