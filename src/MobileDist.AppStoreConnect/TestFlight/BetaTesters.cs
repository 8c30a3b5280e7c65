using System.Collections.Immutable;

namespace MobileDist.AppStoreConnect;

/// <summary>The testers of an app: in groups, and of single builds.</summary>
public sealed class BetaTesters(AppStoreConnectApi api)
{
    /// <summary>Apple names no limit for links in one request; a hundred keeps bodies and what a refusal undoes small.</summary>
    internal const int LinksAtATime = 100;

    // From here on one list of all is cheaper than a question for each.
    private const int FewTesters = 5;

    public async Task<IReadOnlyList<BetaTester>> ListAsync(BetaGroup group, CancellationToken cancellationToken) =>
        await ListAsync(api, Of(group), cancellationToken);

    /// <summary>
    /// Brings a group's testers in line with a list. Somebody whom Apple refuses does not keep the others out; the second
    /// time nothing changes.
    /// </summary>
    public async Task<TesterSyncReport> SyncAsync(string appId, BetaGroup group, TesterSync wanted, IProgress<WorkProgress>? progress, CancellationToken cancellationToken) =>
        (await SyncAsync(appId, [new GroupSync(group, wanted)], progress, cancellationToken))[0];

    /// <summary>The same for many groups, with as few calls as it takes; additions come before removals.</summary>
    /// <returns>A report for each, in their order; <see cref="TesterSyncReport.Postponed"/> tells of whom the hour's calls did not suffice for.</returns>
    public Task<ImmutableArray<TesterSyncReport>> SyncAsync(string appId, IReadOnlyList<GroupSync> wanted, IProgress<WorkProgress>? progress, CancellationToken cancellationToken) =>
        new GroupTesters(api, appId, progress).SyncAsync(wanted, cancellationToken);

    /// <summary>Gives a build to single testers, who must be testers of the app already or become so.</summary>
    public async Task<TesterSyncReport> AssignToBuildAsync(string appId, string buildId, IReadOnlyList<WantedTester> testers, CancellationToken cancellationToken)
    {
        var path = $"v1/builds/{Uri.EscapeDataString(buildId)}";
        async Task<Dictionary<string, BetaTester>> ThereAsync(CancellationToken token) => Index(await ListAsync(api, new AppleQuery(path + "/individualTesters"), token));

        var there = await ThereAsync(cancellationToken);
        var wanted = testers.DistinctBy(tester => tester.Email.Trim(), StringComparer.OrdinalIgnoreCase).ToList();
        var missing = wanted.Where(tester => !there.ContainsKey(tester.Email.Trim())).ToList();
        var report = new TesterSyncReport { Kept = [.. wanted.Except(missing).Select(tester => tester.Email)] };
        var known = missing.Count == 0 ? [] : await KnownAsync(appId, missing, cancellationToken);
        foreach (var some in missing.Where(tester => known.ContainsKey(tester.Email.Trim())).Chunk(LinksAtATime))
        {
            report = await LinkAsync(some, report);
        }

        foreach (var tester in missing.Where(tester => !known.ContainsKey(tester.Email.Trim())))
        {
            report = await AssignAsync(new AppleRequest(HttpMethod.Post, "v1/betaTesters", Body(tester).Many("builds", "builds", [buildId]).ToBytes()), [tester], report);
        }

        return report;

        AppleRequest Link(IEnumerable<WantedTester> some) =>
            new(HttpMethod.Post, path + "/relationships/individualTesters", AppleBody.Links("betaTesters", some.Select(tester => known[tester.Email.Trim()].Id)));

        // All at once; where Apple refuses, one by one, so that the refusal hits whom it is meant for.
        async Task<TesterSyncReport> LinkAsync(WantedTester[] some, TesterSyncReport so)
        {
            var after = await AssignAsync(Link(some), some, so);
            if (some.Length == 1 || after.Refused.Length == so.Refused.Length)
            {
                return after;
            }

            foreach (var tester in some)
            {
                so = await AssignAsync(Link([tester]), [tester], so);
            }

            return so;
        }

        async Task<TesterSyncReport> AssignAsync(AppleRequest request, WantedTester[] some, TesterSyncReport so)
        {
            async Task<AppleDocument?> AreThereAsync(CancellationToken token)
            {
                var now = await ThereAsync(token);
                return Array.TrueForAll(some, tester => now.ContainsKey(tester.Email.Trim())) ? AppleDocument.Empty : null;
            }

            var emails = some.Select(tester => tester.Email);
            var answer = await api.WriteAsync(request with { IsAboutNewThing = true }, AreThereAsync, cancellationToken);
            await RecordAsync(
                answer,
                AreThereAsync,
                AppStoreConnectFaults.AddTesters,
                () => so = so with { Added = so.Added.AddRange(emails) },
                () => so = so with { Kept = so.Kept.AddRange(emails) },
                why => so = so with { Refused = so.Refused.AddRange(emails.Select(email => (email, why))) },
                cancellationToken);
            return so;
        }
    }

    internal static AppleQuery Of(BetaGroup group) => new($"v1/betaGroups/{Uri.EscapeDataString(group.Id)}/betaTesters");

    internal static async Task<List<BetaTester>> ListAsync(AppStoreConnectApi api, AppleQuery query, CancellationToken cancellationToken)
    {
        var list = await api.ListAsync(query.InPages().ToString(), AppStoreConnectFaults.ReadTesters, cancellationToken);
        return [.. list.Data.Select(BetaTester.Of)];
    }

    internal static Dictionary<string, BetaTester> Index(IEnumerable<BetaTester> testers) => testers
        .Where(tester => tester.Email is not null)
        .DistinctBy(tester => tester.Email!.Trim(), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(tester => tester.Email!.Trim(), StringComparer.OrdinalIgnoreCase);

    internal static AppleBody Body(WantedTester tester) =>
        new AppleBody("betaTesters").Set("email", tester.Email.Trim()).Set("firstName", tester.FirstName).Set("lastName", tester.LastName);

    /// <summary>"Cannot be assigned" has three reasons, one of which is that they are there already: only looking tells.</summary>
    internal static async Task RecordAsync(
        AppleAnswer answer, Func<CancellationToken, Task<AppleDocument?>> isThere, string task, Action added, Action kept, Action<Fault> refused, CancellationToken cancellationToken)
    {
        switch (answer.Refusal)
        {
            case { Kind: AppleFailureKind.TesterNotAssignable or AppleFailureKind.AlreadyExists } when await isThere(cancellationToken) is not null:
                kept();
                break;
            case { Kind: AppleFailureKind.TesterNotAssignable or AppleFailureKind.AlreadyExists or AppleFailureKind.Refused } failure:
                refused(AppStoreConnectFaults.Of(task, failure));
                break;
            default:
                answer.OrThrow(task);
                added();
                break;
        }
    }

    private async Task<Dictionary<string, BetaTester>> KnownAsync(string appId, List<WantedTester> wanted, CancellationToken cancellationToken)
    {
        var query = new AppleQuery("v1/betaTesters").Filter("apps", appId);
        if (wanted.Count > FewTesters)
        {
            return Index(await ListAsync(api, query, cancellationToken));
        }

        // Apple's filter is not exact.
        var found = await ListAsync(api, query.Filter("email", string.Join(',', wanted.Select(tester => tester.Email.Trim()))), cancellationToken);
        return Index(found.Where(tester => wanted.Exists(one => tester.HasEmail(one.Email))));
    }
}
