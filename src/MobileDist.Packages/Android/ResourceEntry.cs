namespace MobileDist.Packages.Android;

/// <summary>One of the values of a resource, with the devices that it is meant for.</summary>
internal readonly record struct ResourceEntry(ResourceConfig Config, ResourceValue Value);
