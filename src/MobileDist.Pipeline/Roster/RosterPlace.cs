namespace MobileDist.Pipeline.Roster;

/// <summary>A line of a roster file, from one.</summary>
internal sealed record RosterPlace(string File, long Line);
