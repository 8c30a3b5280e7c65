using System.Collections.Immutable;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>Who can install the app.</summary>
/// <param name="ProfileDevices">How many devices every profile of the app allows; null where the kind of profile does not list them.</param>
/// <param name="Covered">The roster's devices that can.</param>
/// <param name="Missing">The roster's devices that cannot.</param>
public sealed record DeviceCoverage(int? ProfileDevices, ImmutableArray<TesterDevice> Covered, ImmutableArray<TesterDevice> Missing);
