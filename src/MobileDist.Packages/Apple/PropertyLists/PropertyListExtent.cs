namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>How much a value would be with everything in it written out, shared or not.</summary>
/// <param name="Cost">As <see cref="PropertyListBounds.MostCost"/> counts it.</param>
/// <param name="Height">Containers within containers; 0 for a scalar and an empty container.</param>
internal readonly record struct PropertyListExtent(int Cost, int Height)
{
    public static PropertyListExtent OfScalar(int bytes) => new(bytes + PropertyListBounds.CostOfValue, 0);

    /// <summary>This container with one more value in it; null when that is too much.</summary>
    public PropertyListExtent? Around(PropertyListExtent item) => item.Cost <= PropertyListBounds.MostCost - Cost
        ? new PropertyListExtent(Cost + item.Cost, Math.Max(Height, item.Height + 1))
        : null;
}
