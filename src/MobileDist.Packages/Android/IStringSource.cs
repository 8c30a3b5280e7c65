namespace MobileDist.Packages.Android;

/// <summary>The strings that the values of a file refer to, whatever its form.</summary>
internal interface IStringSource
{
    /// <summary>The string; null for an index that says "no string".</summary>
    string? Get(uint index);

    /// <summary>Whether the string is this ASCII text; false for one that is not there. Costs nothing for longer strings.</summary>
    bool Is(uint index, string ascii);
}
