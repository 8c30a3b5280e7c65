namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>Text.</summary>
public sealed record PropertyListString(string Value) : PropertyListValue;
