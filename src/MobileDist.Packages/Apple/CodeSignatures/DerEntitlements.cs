using System.Collections.Immutable;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Packages.Apple.CodeSignatures;

/// <summary>Entitlements that were read from their DER form.</summary>
/// <param name="Values">The entitlements.</param>
/// <param name="Irregularities">Why new systems refuse the form, though its values are clear; empty when they take it.</param>
public sealed record DerEntitlements(PropertyListDictionary Values, ImmutableArray<string> Irregularities);
