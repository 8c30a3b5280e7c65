namespace MobileDist.Packages.Android.Bundles;

/// <summary>A module of an app bundle.</summary>
/// <param name="Name">Its folder: <c>base</c>, or the name of the feature or asset pack.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Delivery">When a device gets it.</param>
public sealed record BundleModule(string Name, BundleModuleKind Kind, BundleDelivery Delivery);
