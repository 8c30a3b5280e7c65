using System.Security.Cryptography;

namespace MobileDist.Signing.Android;

/// <summary>A section of a manifest or signature file.</summary>
/// <param name="Raw">Its bytes, with the empty line that ends it.</param>
/// <param name="Attributes">Names and values, in order.</param>
internal sealed record JarSection(ReadOnlyMemory<byte> Raw, List<KeyValuePair<string, string>> Attributes)
{
    // The order in which Android looks for them.
    private static readonly (string Name, HashAlgorithmName Hash)[] Hashes =
    [
        ("SHA-512", HashAlgorithmName.SHA512),
        ("SHA-384", HashAlgorithmName.SHA384),
        ("SHA-256", HashAlgorithmName.SHA256),
        ("SHA1", HashAlgorithmName.SHA1),
        ("SHA-1", HashAlgorithmName.SHA1),
    ];

    /// <summary>The value of an attribute, its name in any case; null when there is none.</summary>
    public string? Find(string name)
    {
        foreach (var (key, value) in Attributes)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The strongest digest attribute, such as <c>SHA-256-Digest</c>; null when there is none that is known.</summary>
    /// <param name="suffix">What follows the hash's name.</param>
    public (HashAlgorithmName Hash, byte[] Value)? FindDigest(string suffix)
    {
        foreach (var (name, hash) in Hashes)
        {
            if (Find(name + suffix) is { } text)
            {
                var value = new byte[text.Length];
                return Convert.TryFromBase64String(text, value, out var count) ? (hash, value[..count]) : null;
            }
        }

        return null;
    }
}
