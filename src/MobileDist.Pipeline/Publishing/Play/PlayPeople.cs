using System.Collections.Immutable;
using MobileDist.Pipeline.Roster;
using MobileDist.Pipeline.Settings.Play;

namespace MobileDist.Pipeline.Publishing.Play;

/// <summary>Who of the roster goes where. Whoever has no address there cannot be a tester of Google Play, and is passed over.</summary>
internal sealed class PlayPeople(PlaySettings settings, TesterRoster? roster)
{
    public static PlayPeople Read(PlaySettings settings, string? rosterFile) =>
        new(settings, rosterFile is null ? null : RosterFile.Read(rosterFile, Path.GetFileName(rosterFile)));

    /// <summary>Everything that is wrong with what the settings say about people.</summary>
    public ImmutableArray<Fault> Faults()
    {
        var named = settings.Sync.Values.SelectMany(names => names).Concat(settings.TesterList).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (named.Count == 0)
        {
            return [];
        }

        // A group of nobody would, with 'remove-testers', throw everybody out.
        return roster is null
            ? [PlayFaults.NoRoster()]
            : [.. named.Where(name => name is not PlayReader.Everybody).Except(roster.Groups, StringComparer.OrdinalIgnoreCase).Select(name => PlayFaults.UnknownRosterGroup(name, roster.Groups))];
    }

    /// <summary>The addresses of some of the roster's groups; of everybody by <c>*</c>.</summary>
    public ImmutableArray<string> In(ImmutableArray<string> groups) =>
        [.. roster!.InGroups(groups.Contains(PlayReader.Everybody, StringComparer.Ordinal) ? [] : groups).Testers.Select(tester => tester.Email).OfType<string>()];
}
