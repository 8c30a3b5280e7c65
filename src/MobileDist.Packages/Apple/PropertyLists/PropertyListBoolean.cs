namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>True or false.</summary>
public sealed record PropertyListBoolean(bool Value) : PropertyListValue;
