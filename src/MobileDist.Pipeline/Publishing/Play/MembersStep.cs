using MobileDist.GooglePlay;
using MobileDist.Pipeline.Roster;

namespace MobileDist.Pipeline.Publishing.Play;

/// <summary>Brings Google Groups in line with the roster, and writes the list that the Play Console imports.</summary>
internal static class MembersStep
{
    private const string ListName = "play-testers.csv";

    /// <summary>Before the package is sent: members of a group do no harm there, and who may not change one finds out early.</summary>
    /// <exception cref="DistributionException">A group cannot be changed at all.</exception>
    public static async Task SyncAsync(PlayRun run, PlayPeople people, CancellationToken cancellationToken)
    {
        if (run.Settings.Sync.IsEmpty)
        {
            return;
        }

        await run.Session.WithGroupsAsync(async groups =>
        {
            foreach (var (group, names) in run.Settings.Sync)
            {
                var wanted = new GroupSync { Addresses = people.In(names), RemoveOthers = run.Settings.RemoveTesters };
                Tell(run, await groups.SyncAsync(group, wanted, run.Context.Progress, cancellationToken));
            }
        });
    }

    /// <summary>Writes the list where it is asked for.</summary>
    public static void WriteList(PlayRun run, PlayPeople people, string folder)
    {
        if (run.Settings.TesterList.IsEmpty)
        {
            return;
        }

        var addresses = people.In(run.Settings.TesterList);
        PlayTesterList.WriteFile(Path.Combine(folder, ListName), addresses);
        run.Tell.Inform($"Wrote {addresses.Length} addresses to '{ListName}' for the Play Console (Testers > Create email list > Upload CSV file).");
    }

    private static void Tell(PlayRun run, GroupSyncReport report)
    {
        var parts = new[] { (report.Added.Length, "added"), (report.Removed.Length, "removed"), (report.Already.Length, "there before") }.Where(part => part.Length > 0).Select(part => $"{part.Length} {part.Item2}");
        var text = $"Members of '{PlainText.Clean(report.Group.Email)}': {string.Join(", ", parts.DefaultIfEmpty("none"))}.";
        if (report.HasChanged)
        {
            run.Did(text);
        }
        else
        {
            run.Tell.Inform(text);
        }

        foreach (var same in report.Failed.GroupBy(failed => failed.Why.Remedy, StringComparer.Ordinal))
        {
            run.Tell.Warn(PlayFaults.TestersRefused(report.Group.Email, same.Count(), EmailAddress.MaskIn(same.First().Why)));
        }
    }
}
