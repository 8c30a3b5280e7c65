using System.Collections.Immutable;

namespace MobileDist.Pipeline.Settings.TestFlight;

/// <summary>Which people of the roster belong into which TestFlight group.</summary>
/// <param name="Mode">How that is said.</param>
/// <param name="Groups">For <see cref="RosterSyncMode.Map"/>: the roster's groups under each TestFlight group; <c>*</c> for all people.</param>
internal sealed record RosterSync(RosterSyncMode Mode, ImmutableSortedDictionary<string, ImmutableArray<string>> Groups)
{
    public const string Everybody = "*";

    public static RosterSync None { get; } = new(RosterSyncMode.None, ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty);
}
