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
        foreach (var each in wanted)
        {
            Check(each);
        }

        var existing = await ListAsync(appId, cancellationToken);
        var unknown = wanted.Where(each => !each.CreateWhenMissing && !existing.Any(group => HasName(group, each.Name))).Select(each => each.Name).ToList();
        if (unknown.Count > 0)
        {
            throw AppStoreConnectFaults.UnknownGroups(unknown, [.. existing.Select(group => group.Name)]);
        }

        if (wanted.FirstOrDefault(each => existing.Count(group => HasName(group, each.Name)) > 1) is { } twice)
        {
            throw AppStoreConnectFaults.GroupNameTwice(twice.Name);
        }

        var resolved = new List<(BetaGroup, Change)>();
        foreach (var each in wanted)
        {
            resolved.Add(existing.FirstOrDefault(group => HasName(group, each.Name)) is { } group
                ? await AdjustAsync(group, each, cancellationToken)
                : (await CreateAsync(appId, each, cancellationToken), Change.Made));
        }

        return resolved;
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

    // Apple keeps blanks at the ends that nobody sees.
    private static bool HasName(BetaGroup group, string name) => string.Equals(group.Name.Trim(), name.Trim(), StringComparison.Ordinal);

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
                return list.Data.FirstOrDefault(group => HasName(BetaGroup.Of(group), wanted.Name)) is { } made ? AppleDocument.Of(made) : null;
            },
            cancellationToken);
        var task = AppStoreConnectFaults.CreateGroup(wanted.Name);
        return BetaGroup.Of(answer.OrThrow(task).One ?? throw AppStoreConnectFaults.BadAnswer(task));
    }

    private async Task<(BetaGroup Group, Change Change)> AdjustAsync(BetaGroup group, WantedGroup wanted, CancellationToken cancellationToken)
    {
        if (group.IsInternal && wanted.HasPublicLink is true)
        {
            throw AppStoreConnectFaults.PublicLinkOfInternalGroup(group.Name);
        }

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
