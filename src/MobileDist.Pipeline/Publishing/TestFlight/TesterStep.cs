using System.Collections.Immutable;
using MobileDist.AppStoreConnect;
using MobileDist.Pipeline.Roster;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>Gives the build to single testers, and brings groups in line with the roster.</summary>
internal static class TesterStep
{
    private const int NamesShown = 5;
    private const int FewGroups = 10;

    public static async Task AssignSingleAsync(TestFlightRun run, RosterPeople people, AppleBuild build, CancellationToken cancellationToken)
    {
        var testers = people.Single();
        if (testers.Count == 0)
        {
            return;
        }

        var report = await new BetaTesters(run.Api).AssignToBuildAsync(run.App.Id, build.Id, testers, cancellationToken);
        Tell(run, "the build", report);
    }

    /// <returns>How many testers each synced group has by now, by its name.</returns>
    public static async Task<IReadOnlyDictionary<string, int>> SyncAsync(TestFlightRun run, RosterPeople people, IReadOnlyList<BetaGroup> groups, CancellationToken cancellationToken)
    {
        var wanted = (from resolved in groups
                      let testers = people.In(resolved.Name.Trim())
                      where testers is not null
                      select new GroupSync(resolved, new TesterSync { Testers = testers, RemoveOthers = run.Settings.RemoveTesters, InviteAgain = run.Settings.InviteAgain })).ToList();
        if (wanted.Count == 0)
        {
            return ImmutableDictionary<string, int>.Empty;
        }

        var reports = await new BetaTesters(run.Api).SyncAsync(run.App.Id, wanted, run.Context.Progress, cancellationToken);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (group, report) in wanted.Zip(reports, (one, its) => (one.Group, its)))
        {
            counts[group.Name] = report.Kept.Length + report.Added.Length;
            if (wanted.Count <= FewGroups)
            {
                Tell(run, $"'{group.Name}'", report);
            }
        }

        if (wanted.Count > FewGroups)
        {
            Tell(run, $"{wanted.Count} groups", Sum(reports));
        }

        if (reports.SelectMany(report => report.Postponed).Distinct(StringComparer.OrdinalIgnoreCase).Count() is > 0 and var later)
        {
            run.Tell.Warn(TestFlightFaults.TestersPostponed(later));
        }

        return counts;
    }

    private static void Tell(TestFlightRun run, string where, TesterSyncReport report)
    {
        var parts = new[]
        {
            (report.Added.Length, "added"),
            (report.InvitedAgain.Length, "invited again"),
            (report.Removed.Length, "removed"),
            (report.NotYetInvited.Length, "invited once there is a build for them"),
            (report.Kept.Length, "there before"),
        }.Where(part => part.Length > 0).Select(part => $"{part.Length} {part.Item2}");
        var text = $"Testers of {where}: {string.Join(", ", parts.DefaultIfEmpty("none"))}.";
        if (report.HasChanged)
        {
            run.Did(text);
        }
        else
        {
            run.Tell.Inform(text);
        }

        Warn(run, report.Refused, (shown, count, why) => TestFlightFaults.TestersRefused(where, shown, count, why));
        Warn(run, report.NotInvited, (shown, count, why) => TestFlightFaults.InvitationsRefused(where, shown, count, why));
    }

    // Apple's own words may repeat the address.
    private static void Warn(TestFlightRun run, IEnumerable<(string Email, Fault Why)> refusals, Func<IReadOnlyList<string>, int, Fault, Fault> say)
    {
        foreach (var same in refusals.GroupBy(refused => refused.Why.Headline, StringComparer.Ordinal))
        {
            var shown = same.Take(NamesShown).Select(refused => EmailAddress.Mask(refused.Email)).ToList();
            run.Tell.Warn(say(shown, same.Count(), EmailAddress.MaskIn(same.First().Why)));
        }
    }

    private static TesterSyncReport Sum(ImmutableArray<TesterSyncReport> reports) => new()
    {
        Kept = [.. reports.SelectMany(report => report.Kept)],
        Added = [.. reports.SelectMany(report => report.Added)],
        InvitedAgain = [.. reports.SelectMany(report => report.InvitedAgain)],
        Removed = [.. reports.SelectMany(report => report.Removed)],
        Refused = [.. reports.SelectMany(report => report.Refused)],
        NotInvited = [.. reports.SelectMany(report => report.NotInvited)],
        NotYetInvited = [.. reports.SelectMany(report => report.NotYetInvited)],
    };
}
