namespace MobileDist.Signing.Keystores;

/// <summary>Picks the key entry that the user means.</summary>
internal static class EntryChoice
{
    /// <param name="keys">The aliases of the entries that hold a private key, in the store's order; null where one has none.</param>
    /// <param name="others">The aliases of entries without a private key.</param>
    /// <param name="access">Whose alias is wanted.</param>
    /// <returns>An index into <paramref name="keys"/>.</returns>
    public static int Choose(IReadOnlyList<string?> keys, IReadOnlyList<string> others, KeystoreAccess access)
    {
        if (keys.Count == 0)
        {
            throw KeystoreFaults.NoKeyEntry(access, others).AsUnfit();
        }

        if (string.IsNullOrEmpty(access.Alias))
        {
            return keys.Count == 1 ? 0 : throw KeystoreFaults.AliasNeeded(access, keys).AsUnfit();
        }

        var matches = Matches(keys, access.Alias, StringComparison.OrdinalIgnoreCase);
        if (matches.Count > 1)
        {
            // OpenSSL keeps the case of names and lets two keys have the same one.
            matches = Matches(keys, access.Alias, StringComparison.Ordinal);
        }

        if (matches.Count == 1)
        {
            return matches[0];
        }

        if (matches.Count > 1)
        {
            throw KeystoreFaults.AliasAmbiguous(access, keys).AsUnfit();
        }

        throw others.Contains(access.Alias, StringComparer.OrdinalIgnoreCase)
            ? KeystoreFaults.AliasWithoutKey(access, keys).AsUnfit()
            : KeystoreFaults.AliasUnknown(access, keys).AsUnfit();
    }

    private static List<int> Matches(IReadOnlyList<string?> keys, string alias, StringComparison comparison) =>
        [.. Enumerable.Range(0, keys.Count).Where(index => string.Equals(keys[index], alias, comparison))];
}
