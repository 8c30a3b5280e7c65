using System.Collections.Immutable;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>With what an app is signed, after every check.</summary>
/// <param name="Signer">Signs all of it.</param>
/// <param name="Bundles">The bundles that carry a profile, by their path in the app; the app's own path is empty.</param>
public sealed record AppleSigningPlan(AppleSigner Signer, ImmutableDictionary<string, BundleSigningPlan> Bundles)
{
    /// <summary>The entitlements of bundles that carry none of their own profiles but a program (XPC services), by their path.</summary>
    public ImmutableDictionary<string, PropertyListDictionary> Services { get; init; } = ImmutableDictionary<string, PropertyListDictionary>.Empty;
}
