namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>A whole number; the binary form holds up to 128 bits, and they are kept.</summary>
public sealed record PropertyListInteger(Int128 Value) : PropertyListValue;
