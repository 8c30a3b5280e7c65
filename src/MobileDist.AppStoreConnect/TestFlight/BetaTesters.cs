namespace MobileDist.AppStoreConnect;

/// <summary>The testers of an app: in groups, and of single builds.</summary>
public sealed class BetaTesters(AppStoreConnectApi api)
{
    // Apple names no limit for links in one request; a hundred keeps bodies and what a refusal undoes small.
    private const int LinksAtATime = 100;

    public async Task<IReadOnlyList<BetaTester>> ListAsync(BetaGroup group, CancellationToken cancellationToken) =>
        await ListAsync(new AppleQuery($"v1/betaGroups/{Uri.EscapeDataString(group.Id)}/betaTesters"), cancellationToken);

    /// <summary>
    /// Brings a group's testers in line with a list. Somebody whom Apple refuses does not keep the others out; the second
    /// time nothing changes.
    /// </summary>
    public async Task<TesterSyncReport> SyncAsync(string appId, BetaGroup group, TesterSync wanted, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var members = await ListAsync(group, cancellationToken);
        var byEmail = Index(members);
        var testers = wanted.Testers.DistinctBy(tester => tester.Email.Trim(), StringComparer.OrdinalIgnoreCase).ToList();
        var missing = testers.Where(tester => !byEmail.ContainsKey(tester.Email.Trim())).ToList();
        var report = new TesterSyncReport { Kept = [.. testers.Except(missing).Select(tester => tester.Email)] };
        if (missing.Count > 0)
        {
            report = await AddAsync(appId, group, missing, report, new WorkProgress($"Testers of {group.Name}", testers.Count - missing.Count, testers.Count, WorkUnit.Items), progress, cancellationToken);
        }

        if (wanted.InviteAgain)
        {
            foreach (var email in report.Kept)
            {
                if (byEmail[email.Trim()] is { State: BetaTesterState.Invited or BetaTesterState.NotInvited or BetaTesterState.Revoked } member)
                {
                    report = await InviteAsync(appId, member, email, report, cancellationToken);
                }
            }
        }

        if (wanted.RemoveOthers)
        {
            var leaving = members.Where(member => member.Email is { } email && !testers.Exists(tester => member.HasEmail(tester.Email))).ToList();
            foreach (var some in leaving.Chunk(LinksAtATime))
            {
                var answer = await LinkAsync(HttpMethod.Delete, group, some, isMember: false, cancellationToken);
                answer.OrThrow(AppStoreConnectFaults.RemoveTesters(group.Name));
                report = report with { Removed = report.Removed.AddRange(some.Select(member => member.Email!)) };
            }
        }

        return report;
    }

    /// <summary>Gives a build to single testers, who must be testers of the app already or become so.</summary>
    public async Task<TesterSyncReport> AssignToBuildAsync(string appId, string buildId, IReadOnlyList<WantedTester> testers, CancellationToken cancellationToken)
    {
        var path = $"v1/builds/{Uri.EscapeDataString(buildId)}";
        var there = Index(await ListAsync(new AppleQuery(path + "/individualTesters"), cancellationToken));
        var report = new TesterSyncReport();
        foreach (var tester in testers.DistinctBy(tester => tester.Email.Trim(), StringComparer.OrdinalIgnoreCase))
        {
            if (there.ContainsKey(tester.Email.Trim()))
            {
                report = report with { Kept = report.Kept.Add(tester.Email) };
                continue;
            }

            async Task<AppleDocument?> IsThereAsync(CancellationToken token) =>
                Index(await ListAsync(new AppleQuery(path + "/individualTesters"), token)).ContainsKey(tester.Email.Trim()) ? AppleDocument.Empty : null;

            var request = await FindAsync(appId, tester.Email, cancellationToken) is { } known
                ? new AppleRequest(HttpMethod.Post, path + "/relationships/individualTesters", AppleBody.Links("betaTesters", [known.Id]))
                : new AppleRequest(HttpMethod.Post, "v1/betaTesters", Body(tester).Many("builds", "builds", [buildId]).ToBytes());
            var answer = await api.WriteAsync(request with { IsAboutNewThing = true }, IsThereAsync, cancellationToken);
            report = await RecordAsync(report, tester.Email, answer, IsThereAsync, AppStoreConnectFaults.AddTester(tester.Email), cancellationToken);
        }

        return report;
    }

    private async Task<TesterSyncReport> AddAsync(
        string appId, BetaGroup group, List<WantedTester> missing, TesterSyncReport report, WorkProgress start, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        // One list of the app's testers instead of a question for each.
        var known = Index(await ListAsync(new AppleQuery("v1/betaTesters").Filter("apps", appId), cancellationToken));
        var done = start.Done;
        var toLink = missing.Where(tester => known.ContainsKey(tester.Email.Trim())).Select(tester => known[tester.Email.Trim()]).ToList();
        foreach (var some in toLink.Chunk(LinksAtATime))
        {
            report = await LinkManyAsync(group, some, report, cancellationToken);
            progress?.Report(start with { Done = done += some.Length });
        }

        foreach (var tester in missing.Where(tester => !known.ContainsKey(tester.Email.Trim())))
        {
            async Task<AppleDocument?> IsMemberAsync(CancellationToken token) =>
                (await ListAsync(group, token)).Any(member => member.HasEmail(tester.Email)) ? AppleDocument.Empty : null;

            var request = new AppleRequest(HttpMethod.Post, "v1/betaTesters", Body(tester).Many("betaGroups", "betaGroups", [group.Id]).ToBytes());
            var answer = await api.WriteAsync(request, IsMemberAsync, cancellationToken);
            report = await RecordAsync(report, tester.Email, answer, IsMemberAsync, AppStoreConnectFaults.AddTester(tester.Email), cancellationToken);
            progress?.Report(start with { Done = ++done });
        }

        return report;
    }

    /// <summary>All at once; where Apple refuses, one by one, so that the refusal hits whom it is meant for.</summary>
    private async Task<TesterSyncReport> LinkManyAsync(BetaGroup group, BetaTester[] testers, TesterSyncReport report, CancellationToken cancellationToken)
    {
        var answer = await LinkAsync(HttpMethod.Post, group, testers, isMember: true, cancellationToken);
        if (testers.Length > 1 && answer.Refusal is { Kind: AppleFailureKind.TesterNotAssignable or AppleFailureKind.Refused or AppleFailureKind.AlreadyExists })
        {
            foreach (var tester in testers)
            {
                report = await LinkManyAsync(group, [tester], report, cancellationToken);
            }

            return report;
        }

        foreach (var tester in testers)
        {
            report = await RecordAsync(
                report,
                tester.Email!,
                answer,
                async token => (await ListAsync(group, token)).Any(member => string.Equals(member.Id, tester.Id, StringComparison.Ordinal)) ? AppleDocument.Empty : null,
                AppStoreConnectFaults.AddTester(tester.Email!),
                cancellationToken);
        }

        return report;
    }

    private Task<AppleAnswer> LinkAsync(HttpMethod method, BetaGroup group, BetaTester[] testers, bool isMember, CancellationToken cancellationToken) => api.WriteAsync(
        new AppleRequest(method, $"v1/betaGroups/{Uri.EscapeDataString(group.Id)}/relationships/betaTesters", AppleBody.Links("betaTesters", testers.Select(tester => tester.Id))),
        async token =>
        {
            var members = (await ListAsync(group, token)).Select(member => member.Id).ToHashSet(StringComparer.Ordinal);
            return Array.TrueForAll(testers, tester => members.Contains(tester.Id) == isMember) ? AppleDocument.Empty : null;
        },
        cancellationToken);

    /// <summary>"Cannot be assigned" has three reasons, one of which is that they are members: only looking tells.</summary>
    private static async Task<TesterSyncReport> RecordAsync(
        TesterSyncReport report, string email, AppleAnswer answer, Func<CancellationToken, Task<AppleDocument?>> isThere, string task, CancellationToken cancellationToken)
    {
        switch (answer.Refusal)
        {
            case { Kind: AppleFailureKind.TesterNotAssignable or AppleFailureKind.AlreadyExists } when await isThere(cancellationToken) is not null:
                return report with { Kept = report.Kept.Add(email) };
            case { Kind: AppleFailureKind.TesterNotAssignable or AppleFailureKind.AlreadyExists or AppleFailureKind.Refused } failure:
                return report with { Refused = report.Refused.Add((email, AppStoreConnectFaults.Of(task, failure))) };
            default:
                answer.OrThrow(task);
                return report with { Added = report.Added.Add(email) };
        }
    }

    private async Task<TesterSyncReport> InviteAsync(string appId, BetaTester tester, string email, TesterSyncReport report, CancellationToken cancellationToken)
    {
        var body = new AppleBody("betaTesterInvitations").One("app", "apps", appId).One("betaTester", "betaTesters", tester.Id);

        // An invitation cannot be read back; a second mail does less harm than none.
        var answer = await api.WriteAsync(new AppleRequest(HttpMethod.Post, "v1/betaTesterInvitations", body.ToBytes()), _ => Task.FromResult<AppleDocument?>(null), cancellationToken);
        switch (answer.Refusal)
        {
            case { Kind: AppleFailureKind.AlreadyAccepted }:
                return report;
            case { Kind: AppleFailureKind.NothingToInstall }:
                return report with { NotYetInvited = report.NotYetInvited.Add(email) };
            default:
                answer.OrThrow(AppStoreConnectFaults.AddTester(email));
                return report with { InvitedAgain = report.InvitedAgain.Add(email) };
        }
    }

    private async Task<BetaTester?> FindAsync(string appId, string email, CancellationToken cancellationToken)
    {
        var found = await ListAsync(new AppleQuery("v1/betaTesters").Filter("apps", appId).Filter("email", email.Trim()), cancellationToken);
        return found.Find(tester => tester.HasEmail(email));
    }

    private async Task<List<BetaTester>> ListAsync(AppleQuery query, CancellationToken cancellationToken)
    {
        var list = await api.ListAsync(query.InPages().ToString(), AppStoreConnectFaults.ReadTesters, cancellationToken);
        return [.. list.Data.Select(BetaTester.Of)];
    }

    private static Dictionary<string, BetaTester> Index(IEnumerable<BetaTester> testers) => testers
        .Where(tester => tester.Email is not null)
        .DistinctBy(tester => tester.Email!.Trim(), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(tester => tester.Email!.Trim(), StringComparer.OrdinalIgnoreCase);

    private static AppleBody Body(WantedTester tester) =>
        new AppleBody("betaTesters").Set("email", tester.Email.Trim()).Set("firstName", tester.FirstName).Set("lastName", tester.LastName);
}
