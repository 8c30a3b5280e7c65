using System.Collections.Immutable;

namespace MobileDist.GooglePlay;

/// <summary>A release as it was written to a track.</summary>
/// <param name="Track">The track's name.</param>
/// <param name="Name">Null where Google chose it.</param>
/// <param name="VersionCodes">What it serves.</param>
/// <param name="Status">To whom.</param>
public sealed record PlayRelease(string Track, string? Name, ImmutableArray<long> VersionCodes, PlayReleaseStatus Status);
