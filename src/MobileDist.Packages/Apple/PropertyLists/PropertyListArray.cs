using System.Collections.Immutable;

namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>Values in order.</summary>
public sealed record PropertyListArray(ImmutableArray<PropertyListValue> Items) : PropertyListValue
{
    public bool Equals(PropertyListArray? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in Items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }
}
