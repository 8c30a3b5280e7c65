using System.Collections.Immutable;

namespace MobileDist.Pipeline.Roster;

/// <summary>A record of a table with the line that it begins on.</summary>
internal sealed record CsvRecord(RosterPlace Place, ImmutableArray<string> Fields);
