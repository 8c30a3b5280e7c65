using System.Runtime.CompilerServices;

namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>What the binary form stores once: scalars that are the same to the bit, and containers that are the very same object.</summary>
internal sealed class PropertyListIdentity : IEqualityComparer<PropertyListValue>
{
    public bool Equals(PropertyListValue? x, PropertyListValue? y) => x switch
    {
        PropertyListArray or PropertyListDictionary => ReferenceEquals(x, y),
        PropertyListReal real => y is PropertyListReal other && BitConverter.DoubleToInt64Bits(real.Value) == BitConverter.DoubleToInt64Bits(other.Value),
        null => y is null,
        _ => x.Equals(y),
    };

    public int GetHashCode(PropertyListValue obj) =>
        obj is PropertyListArray or PropertyListDictionary ? RuntimeHelpers.GetHashCode(obj) : obj.GetHashCode();
}
