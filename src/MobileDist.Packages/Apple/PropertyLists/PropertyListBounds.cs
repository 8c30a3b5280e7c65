namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>How much of a property list we believe. Real ones stay far below: the seal of thirty thousand files has some 14 MB.</summary>
internal static class PropertyListBounds
{
    /// <summary>Bytes of one file.</summary>
    public const int LargestFile = 32 << 20;

    /// <summary>Containers within containers.</summary>
    public const int Deepest = 128;

    /// <summary>Objects that a binary file may number.</summary>
    public const int MostObjects = 1 << 20;

    /// <summary>What one value costs besides its own bytes.</summary>
    public const int CostOfValue = 16;

    /// <summary>What all values may cost together, each counted as often as it is referred to.</summary>
    public const int MostCost = 96 << 20;
}
