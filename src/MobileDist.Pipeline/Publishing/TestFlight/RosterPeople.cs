using System.Collections.Immutable;
using MobileDist.AppStoreConnect;
using MobileDist.Pipeline.Roster;
using MobileDist.Pipeline.Settings.TestFlight;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>Who of the roster goes where. Whoever has no address there cannot be invited, and is passed over.</summary>
internal sealed class RosterPeople(TestFlightSettings settings, TesterRoster? roster)
{
    public static RosterPeople Read(TestFlightSettings settings, string? rosterFile) =>
        new(settings, rosterFile is null ? null : RosterFile.Read(rosterFile, Path.GetFileName(rosterFile)));

    /// <summary>Everything that is wrong with what the settings say about people.</summary>
    public ImmutableArray<Fault> Faults()
    {
        var faults = ImmutableArray.CreateBuilder<Fault>();
        faults.AddRange(settings.Testers.Where(IsAddress).Select(EmailAddress.Flaw).OfType<string>().Select(TestFlightFaults.BadTester));
        var named = settings.Testers.Where(tester => !IsAddress(tester)).Concat(NamedBySync()).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (roster is null)
        {
            if (named.Count > 0 || settings.Sync.Mode != RosterSyncMode.None)
            {
                faults.Add(TestFlightFaults.NoRoster());
            }

            return faults.ToImmutable();
        }

        // A group of nobody would, with 'remove-testers', throw everybody out.
        faults.AddRange(named.Except(roster.Groups, StringComparer.OrdinalIgnoreCase).Select(name => TestFlightFaults.UnknownRosterGroup(name, roster.Groups)));
        return faults.ToImmutable();
    }

    /// <summary>Who gets the build without a group.</summary>
    public IReadOnlyList<WantedTester> Single() =>
    [
        .. settings.Testers.Where(IsAddress).Select(address => new WantedTester(address)),
        .. settings.Testers.Any(tester => !IsAddress(tester)) ? Of([.. settings.Testers.Where(tester => !IsAddress(tester))]) : [],
    ];

    /// <summary>Who belongs into a TestFlight group; null when the roster does not say.</summary>
    public IReadOnlyList<WantedTester>? In(string group) => settings.Sync.Mode switch
    {
        RosterSyncMode.ByName => Of([group]),
        RosterSyncMode.All => Of([]),
        RosterSyncMode.Map when settings.Sync.Groups.TryGetValue(group, out var names) => Of(names.Contains(RosterSync.Everybody, StringComparer.Ordinal) ? [] : names),
        _ => null,
    };

    private List<WantedTester> Of(IReadOnlyCollection<string> groups) => [.. roster!.InGroups(groups).Testers.Where(tester => tester.Email is not null).Select(Wanted)];

    private IEnumerable<string> NamedBySync() => settings.Sync.Mode switch
    {
        RosterSyncMode.ByName => settings.Groups,
        RosterSyncMode.Map => settings.Sync.Groups.Values.SelectMany(names => names).Where(name => !string.Equals(name, RosterSync.Everybody, StringComparison.Ordinal)),
        _ => [],
    };

    private static bool IsAddress(string tester) => tester.Contains('@', StringComparison.Ordinal);

    private static WantedTester Wanted(Tester tester)
    {
        var words = tester.Name?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words.Length == 0
            ? new WantedTester(tester.Email!)
            : new WantedTester(tester.Email!, words.Length == 1 ? words[0] : string.Join(' ', words[..^1]), words.Length == 1 ? null : words[^1]);
    }
}
