namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>A floating-point number.</summary>
public sealed record PropertyListReal(double Value) : PropertyListValue;
