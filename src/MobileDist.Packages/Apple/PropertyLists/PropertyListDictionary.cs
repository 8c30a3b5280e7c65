using System.Collections.Immutable;

namespace MobileDist.Packages.Apple.PropertyLists;

#pragma warning disable CA1711 // "Dictionary" is what Apple's format calls it; none of .NET's contracts is claimed.
/// <summary>Keys, each once (ordinal comparison), and their values. Equal whatever the order; <see cref="Entries"/> keeps the file's order.</summary>
public sealed record PropertyListDictionary : PropertyListValue
#pragma warning restore CA1711
{
    private readonly ImmutableDictionary<string, PropertyListValue> byKey;

    /// <param name="entries">In the order to keep.</param>
    /// <exception cref="ArgumentException">A key stands twice.</exception>
    public PropertyListDictionary(ImmutableArray<KeyValuePair<string, PropertyListValue>> entries)
    {
        Entries = entries;
        var map = ImmutableDictionary.CreateBuilder<string, PropertyListValue>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            map.Add(key, value);
        }

        byKey = map.ToImmutable();
    }

    public static PropertyListDictionary Empty { get; } = new([]);

    public ImmutableArray<KeyValuePair<string, PropertyListValue>> Entries { get; }

    /// <summary>The value of a key; null when the key is not there.</summary>
    public PropertyListValue? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>The text of a key; null when the key is not there or holds no text.</summary>
    public string? FindString(string key) => (Find(key) as PropertyListString)?.Value;

    /// <summary>This dictionary with one key set: in place where it stands already, else at the end.</summary>
    public PropertyListDictionary With(string key, PropertyListValue value)
    {
        var entry = KeyValuePair.Create(key, value);
        var at = IndexOf(key);
        return new(at < 0 ? Entries.Add(entry) : Entries.SetItem(at, entry));
    }

    /// <summary>This dictionary without a key.</summary>
    public PropertyListDictionary Without(string key)
    {
        var at = IndexOf(key);
        return at < 0 ? this : new(Entries.RemoveAt(at));
    }

    public bool Equals(PropertyListDictionary? other) =>
        other is not null
        && byKey.Count == other.byKey.Count
        && byKey.All(entry => other.byKey.TryGetValue(entry.Key, out var value) && entry.Value.Equals(value));

    public override int GetHashCode()
    {
        var hash = byKey.Count;
        foreach (var (key, value) in byKey)
        {
            hash ^= HashCode.Combine(StringComparer.Ordinal.GetHashCode(key), value);
        }

        return hash;
    }

    private int IndexOf(string key)
    {
        for (var i = 0; i < Entries.Length; i++)
        {
            if (string.Equals(Entries[i].Key, key, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
