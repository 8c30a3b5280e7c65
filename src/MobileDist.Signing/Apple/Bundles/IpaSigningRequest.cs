using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>With what an iOS package is signed.</summary>
/// <param name="Plan">Key, profiles and entitlements, after every check.</param>
/// <param name="SigningTime">What the signatures and the new entries say; with an RSA key the same time makes the same bytes.</param>
/// <param name="Edits">What the Info.plist says anew; null for nothing.</param>
public sealed record IpaSigningRequest(AppleSigningPlan Plan, DateTimeOffset SigningTime, InfoPlistEdits? Edits = null);
