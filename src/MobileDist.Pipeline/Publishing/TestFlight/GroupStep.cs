using MobileDist.AppStoreConnect;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>Gives the build to groups.</summary>
internal static class GroupStep
{
    private const int FewGroups = 10;

    /// <summary>The wanted groups as Apple has them, created and with their public links where that is asked for.</summary>
    public static async Task<IReadOnlyList<BetaGroup>> ResolveAsync(TestFlightRun run, GroupChoice choice, CancellationToken cancellationToken)
    {
        var before = choice.Wanted.Length == 0 ? [] : await new BetaGroups(run.Api).ResolveAsync(run.App.Id, choice.Wanted, cancellationToken);
        foreach (var (group, _) in before.Where(each => each.Change is Change.Made))
        {
            run.Did(group.PublicLink is { } link ? $"Group '{group.Name}' is ready, with the public link {link}." : $"Group '{group.Name}' is ready.");
        }

        return [.. before.Select(each => each.Group)];
    }

    public static async Task AssignAsync(TestFlightRun run, IReadOnlyList<BetaGroup> groups, AppleBuild build, CancellationToken cancellationToken)
    {
        if (groups.Count == 0)
        {
            return;
        }

        var outcomes = await new BetaGroups(run.Api).AssignAllAsync(groups, build.Id, cancellationToken);
        var given = outcomes.Where(each => each.Outcome is AssignOutcome.Assigned { Change: Change.Made }).Select(each => each.Group.Name).ToList();
        if (given.Count > 0)
        {
            run.Did(given.Count <= FewGroups ? $"Gave the build to {string.Join(", ", given.Select(name => $"'{name}'"))}." : $"Gave the build to {given.Count} groups.");
        }

        // One sentence for all that Apple turns down for the same reason.
        if (outcomes.Select(each => each.Outcome).OfType<AssignOutcome.NotYet>().FirstOrDefault() is { } late)
        {
            run.Meet(late.Why);
        }
    }
}
