using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>With what one bundle is signed.</summary>
/// <param name="Profile">Goes into the bundle as <c>embedded.mobileprovision</c>.</param>
/// <param name="Entitlements">Of its main executable.</param>
public sealed record BundleSigningPlan(ProvisioningProfile Profile, PropertyListDictionary Entitlements);
