namespace MobileDist.Pipeline.Receipts;

/// <summary>Whether the testers of one group can install, as the store said.</summary>
/// <param name="Name">The group's or the track's name.</param>
/// <param name="Availability">From when on.</param>
/// <param name="Reason">Why not now; null when they can.</param>
internal sealed record RecordedGroup(string Name, Availability Availability, string? Reason = null);
