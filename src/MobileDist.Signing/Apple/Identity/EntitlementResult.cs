using System.Collections.Immutable;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>What a bundle is signed with.</summary>
/// <param name="Entitlements">Never more than the profile grants; sorted by key.</param>
/// <param name="Faults">What was asked and is not granted, or cannot be signed; then the entitlements must not be used.</param>
public sealed record EntitlementResult(PropertyListDictionary Entitlements, ImmutableArray<Fault> Faults);
