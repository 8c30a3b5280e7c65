namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>A moment, always UTC; the XML form keeps whole seconds.</summary>
public sealed record PropertyListDate(DateTimeOffset Value) : PropertyListValue;
