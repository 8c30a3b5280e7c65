using System.Collections.Immutable;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>With what an app is signed, after every check.</summary>
/// <param name="Signer">Signs all of it.</param>
/// <param name="Bundles">The bundles that carry a profile, by their path in the app; the app's own path is empty.</param>
public sealed record AppleSigningPlan(AppleSigner Signer, ImmutableDictionary<string, BundleSigningPlan> Bundles);
