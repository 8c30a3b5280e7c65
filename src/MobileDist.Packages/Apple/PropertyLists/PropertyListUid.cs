namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>A reference of NSKeyedArchiver; the XML form writes it as <c>{CF$UID: n}</c>.</summary>
public sealed record PropertyListUid(ulong Value) : PropertyListValue;
