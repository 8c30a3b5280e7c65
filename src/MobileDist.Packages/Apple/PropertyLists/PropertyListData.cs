using System.Collections.Immutable;

namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>Bytes.</summary>
public sealed record PropertyListData(ImmutableArray<byte> Value) : PropertyListValue
{
    public bool Equals(PropertyListData? other) => other is not null && Value.AsSpan().SequenceEqual(other.Value.AsSpan());

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Value.AsSpan());
        return hash.ToHashCode();
    }
}
