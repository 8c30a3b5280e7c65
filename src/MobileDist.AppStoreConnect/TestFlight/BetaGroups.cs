using System.Collections.Immutable;

namespace MobileDist.AppStoreConnect;

/// <summary>The groups of an app, and which builds they have.</summary>
public sealed class BetaGroups(AppStoreConnectApi api)
{
    private const int LongestLimit = 10_000;

    public async Task<IReadOnlyList<BetaGroup>> ListAsync(string appId, CancellationToken cancellationToken)
    {
        var list = await api.ListAsync(new AppleQuery("v1/betaGroups").Filter("app", appId).InPages().ToString(), AppStoreConnectFaults.ReadGroups, cancellationToken);
        return [.. list.Data.Select(BetaGroup.Of)];
    }

    /// <summary>
    /// The groups of these names, in this order, with the public link as wanted. All names are looked up before anything
    /// is changed.
    /// </summary>
    /// <exception cref="DistributionException">A group is unknown and not to be created, or two have its name.</exception>
    public async Task<IReadOnlyList<(BetaGroup Group, Change Change)>> ResolveAsync(string appId, IReadOnlyList<WantedGroup> wanted, CancellationToken cancellationToken)
    {
        var existing = await LookUpAsync(appId, wanted, cancellationToken);
        var resolved = new List<(BetaGroup, Change)>();
        foreach (var each in wanted)
        {
            resolved.Add(existing.FirstOrDefault(group => group.IsNamed(each.Name)) is { } group
                ? await AdjustAsync(group, each, cancellationToken)
                : (await CreateAsync(appId, each, cancellationToken), Change.Made));
        }

        return resolved;
    }

    /// <summary>Looks all names up and changes nothing; gives all groups of the app.</summary>
    /// <exception cref="DistributionException">A group is unknown and not to be created, or two have its name.</exception>
    public async Task<IReadOnlyList<BetaGroup>> LookUpAsync(string appId, IReadOnlyList<WantedGroup> wanted, CancellationToken cancellationToken)
    {
        foreach (var each in wanted)
        {
            Check(each);
        }

        var existing = await ListAsync(appId, cancellationToken);
        var unknown = wanted.Where(each => !each.CreateWhenMissing && !existing.Any(group => group.IsNamed(each.Name))).Select(each => each.Name).ToList();
        if (unknown.Count > 0)
        {
            throw AppStoreConnectFaults.UnknownGroups(unknown, [.. existing.Select(group => group.Name)]);
        }

        if (wanted.FirstOrDefault(each => existing.Count(group => group.IsNamed(each.Name)) > 1) is { } twice)
        {
            throw AppStoreConnectFaults.GroupNameTwice(twice.Name);
        }

        return wanted.FirstOrDefault(each => each.HasPublicLink is true && existing.Any(group => group.IsInternal && group.IsNamed(each.Name))) is { } closed
            ? throw AppStoreConnectFaults.PublicLinkOfInternalGroup(closed.Name)
            : existing;
    }

    /// <summary>Whether the group has the build; of a group with all builds only Apple knows, so its word is taken.</summary>
    public async Task<bool> HasBuildAsync(BetaGroup group, string buildId, CancellationToken cancellationToken)
    {
        if (group.HasAllBuilds)
        {
            return true;
        }

        // The builds' own lists of groups come back empty for internal ones.
        var list = await api.ListAsync(new AppleQuery($"v1/betaGroups/{Uri.EscapeDataString(group.Id)}/relationships/builds").InPages().ToString(), AppStoreConnectFaults.ReadGroups, cancellationToken);
        return list.Data.Any(build => string.Equals(build.Id, buildId, StringComparison.Ordinal));
    }

    /// <summary>Gives a build to a group.</summary>
    public async Task<AssignOutcome> AssignAsync(BetaGroup group, string buildId, CancellationToken cancellationToken)
    {
        if (group.HasAllBuilds)
        {
            return new AssignOutcome.Automatic();
        }

        if (await HasBuildAsync(group, buildId, cancellationToken))
        {
            return new AssignOutcome.Assigned(Change.None);
        }

        var request = new AppleRequest(HttpMethod.Post, $"v1/betaGroups/{Uri.EscapeDataString(group.Id)}/relationships/builds", AppleBody.Links("builds", [buildId])) { IsAboutNewThing = true };
        var answer = await api.WriteAsync(request, async token => await HasBuildAsync(group, buildId, token) ? AppleDocument.Empty : null, cancellationToken);
        switch (answer.Refusal)
        {
            case { Kind: AppleFailureKind.AutomaticGroup }:
                return new AssignOutcome.Automatic();
            case { Kind: AppleFailureKind.BuildNotReady } failure:
                return new AssignOutcome.NotYet(AppStoreConnectFaults.Of(AppStoreConnectFaults.AssignBuild(group.Name), failure));
            default:
                answer.OrThrow(AppStoreConnectFaults.AssignBuild(group.Name));
                return new AssignOutcome.Assigned(Change.Made);
        }
    }

    /// <summary>Gives a build to many groups, in as few requests as Apple needs for it.</summary>
    /// <returns>What became of each, in their order.</returns>
    public async Task<ImmutableArray<(BetaGroup Group, AssignOutcome Outcome)>> AssignAllAsync(IReadOnlyList<BetaGroup> groups, string buildId, CancellationToken cancellationToken)
    {
        var outcomes = new Dictionary<string, AssignOutcome>(StringComparer.Ordinal);
        var having = groups.All(group => group.HasAllBuilds) ? [] : await OfBuildAsync(buildId, cancellationToken);
        foreach (var group in groups)
        {
            if (group.HasAllBuilds || having.Contains(group.Id))
            {
                outcomes[group.Id] = group.HasAllBuilds ? new AssignOutcome.Automatic() : new AssignOutcome.Assigned(Change.None);
            }
        }

        // What Apple has against the one kind it does not have against the other.
        foreach (var kind in groups.Where(group => !outcomes.ContainsKey(group.Id)).GroupBy(group => group.IsInternal).OrderByDescending(kind => kind.Key).ToList())
        {
            foreach (var (group, outcome) in await AssignManyAsync([.. kind], buildId, cancellationToken))
            {
                outcomes[group.Id] = outcome;
            }
        }

        return [.. groups.Select(group => (group, outcomes[group.Id]))];
    }

    private async Task<List<(BetaGroup Group, AssignOutcome Outcome)>> AssignManyAsync(IReadOnlyList<BetaGroup> groups, string buildId, CancellationToken cancellationToken)
    {
        var outcomes = new List<(BetaGroup, AssignOutcome)>();
        if (groups.Count > 1 && !groups[0].IsInternal)
        {
            var path = $"v1/builds/{Uri.EscapeDataString(buildId)}/relationships/betaGroups";
            var answer = await api.WriteAsync(
                new AppleRequest(HttpMethod.Post, path, AppleBody.Links("betaGroups", groups.Select(group => group.Id))) { IsAboutNewThing = true },
                async token => (await OfBuildAsync(buildId, token)).IsSupersetOf(groups.Select(group => group.Id)) ? AppleDocument.Empty : null,
                cancellationToken);
            switch (answer.Refusal)
            {
                case { Kind: AppleFailureKind.BuildNotReady } failure:
                    return [.. groups.Select(group => (group, (AssignOutcome)new AssignOutcome.NotYet(AppStoreConnectFaults.Of(AppStoreConnectFaults.AssignBuild(group.Name), failure))))];
                case { Kind: AppleFailureKind.Refused or AppleFailureKind.AutomaticGroup or AppleFailureKind.Missing }:
                    // One of them: which, only asking one by one tells.
                    break;
                default:
                    answer.OrThrow(AppStoreConnectFaults.AssignBuild(groups[0].Name));
                    return [.. groups.Select(group => (group, (AssignOutcome)new AssignOutcome.Assigned(Change.Made)))];
            }
        }

        // Apple's lists by build leave internal groups out at times, so each is asked for itself.
        foreach (var group in groups)
        {
            outcomes.Add((group, await AssignAsync(group, buildId, cancellationToken)));
        }

        return outcomes;
    }

    /// <summary>The ids of groups that have the build, as far as Apple lists them.</summary>
    private async Task<HashSet<string>> OfBuildAsync(string buildId, CancellationToken cancellationToken)
    {
        var list = await api.ListAsync(new AppleQuery("v1/betaGroups").Filter("builds", buildId).InPages().ToString(), AppStoreConnectFaults.ReadGroups, cancellationToken);
        return list.Data.Select(group => group.Id).ToHashSet(StringComparer.Ordinal);
    }

    private static void Check(WantedGroup wanted)
    {
        if (wanted.PublicLinkLimit is < 1 or > LongestLimit)
        {
            throw AppStoreConnectFaults.BadPublicLinkLimit(wanted.Name, wanted.PublicLinkLimit.Value, LongestLimit);
        }

        if (wanted is { IsInternal: true, HasPublicLink: true })
        {
            throw AppStoreConnectFaults.PublicLinkOfInternalGroup(wanted.Name);
        }
    }

    private async Task<BetaGroup> CreateAsync(string appId, WantedGroup wanted, CancellationToken cancellationToken)
    {
        var body = Link(new AppleBody("betaGroups").Set("name", wanted.Name.Trim()).Set("isInternalGroup", wanted.IsInternal), wanted).One("app", "apps", appId);
        if (wanted.IsInternal)
        {
            // Cannot be changed later, and with all builds no build could be given to it.
            body.Set("hasAccessToAllBuilds", value: false);
        }

        var answer = await api.WriteAsync(
            new AppleRequest(HttpMethod.Post, "v1/betaGroups", body.ToBytes()),
            async token =>
            {
                var list = await api.ListAsync(new AppleQuery("v1/betaGroups").Filter("app", appId).InPages().ToString(), AppStoreConnectFaults.ReadGroups, token);
                return list.Data.FirstOrDefault(group => BetaGroup.Of(group).IsNamed(wanted.Name)) is { } made ? AppleDocument.Of(made) : null;
            },
            cancellationToken);
        var task = AppStoreConnectFaults.CreateGroup(wanted.Name);
        return BetaGroup.Of(answer.OrThrow(task).One ?? throw AppStoreConnectFaults.BadAnswer(task));
    }

    private async Task<(BetaGroup Group, Change Change)> AdjustAsync(BetaGroup group, WantedGroup wanted, CancellationToken cancellationToken)
    {
        var isLinkRight = wanted.HasPublicLink is not { } link || link == group.PublicLink is not null;
        var isLimitRight = wanted.HasPublicLink is not true || wanted.PublicLinkLimit is not { } limit || limit == group.PublicLinkLimit;
        if (isLinkRight && isLimitRight)
        {
            return (group, Change.None);
        }

        var path = $"v1/betaGroups/{Uri.EscapeDataString(group.Id)}";
        var body = Link(new AppleBody("betaGroups", group.Id), wanted);

        // The same values twice are the same as once.
        var answer = await api.WriteAsync(new AppleRequest(HttpMethod.Patch, path, body.ToBytes()), _ => Task.FromResult<AppleDocument?>(null), cancellationToken);
        answer.OrThrow(AppStoreConnectFaults.ChangeGroup(group.Name));
        var now = (await api.GetAsync(path, AppStoreConnectFaults.ReadGroups, cancellationToken)).One;
        return (now is null ? group : BetaGroup.Of(now), Change.Made);
    }

    private static AppleBody Link(AppleBody body, WantedGroup wanted) => wanted.HasPublicLink is true && wanted.PublicLinkLimit is { } limit
        ? body.Set("publicLinkEnabled", value: true).Set("publicLinkLimitEnabled", value: true).Set("publicLinkLimit", limit)
        : body.Set("publicLinkEnabled", wanted.HasPublicLink);
}
