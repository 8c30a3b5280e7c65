using System.Collections.Immutable;

namespace MobileDist.AppStoreConnect;

/// <summary>
/// Brings the testers of many groups in line with lists. Apple has a call for each new tester and none for many, so calls
/// are what counts: the app's testers are listed once, known ones are linked a hundred at a time, and a new one gets all
/// of its groups in one call. What the hour's calls do not suffice for is left to the next run.
/// </summary>
internal sealed class GroupTesters(AppStoreConnectApi api, string appId, IProgress<WorkProgress>? progress)
{
    // By their ids: a mail is about the app, whatever groups somebody is in.
    private readonly HashSet<string> _mailed = new(StringComparer.Ordinal);
    private WorkProgress _work;

    public async Task<ImmutableArray<TesterSyncReport>> SyncAsync(IReadOnlyList<GroupSync> wanted, CancellationToken cancellationToken)
    {
        var groups = new List<SyncTally>(wanted.Count);
        var name = wanted is [var one] ? $"Testers of {one.Group.Name}" : $"Testers of {wanted.Count} groups";
        foreach (var each in wanted)
        {
            if (wanted.Count > 1)
            {
                progress?.Report(new WorkProgress($"Reading the testers of {wanted.Count} groups", groups.Count, wanted.Count, WorkUnit.Items));
            }

            groups.Add(new SyncTally(each, await ListAsync(each.Group, cancellationToken)));
        }

        _work = new WorkProgress(name, groups.Sum(group => group.Known.Count), groups.Sum(group => group.Testers.Count), WorkUnit.Items);
        if (groups.Exists(group => group.Missing.Count > 0))
        {
            await AddAsync(groups, cancellationToken);
        }

        foreach (var group in groups)
        {
            await InviteAsync(group, cancellationToken);
            await RemoveAsync(group, cancellationToken);
        }

        return [.. groups.Select(group => group.ToReport())];
    }

    private async Task AddAsync(List<SyncTally> groups, CancellationToken cancellationToken)
    {
        var known = BetaTesters.Index(await BetaTesters.ListAsync(api, new AppleQuery("v1/betaTesters").Filter("apps", appId), cancellationToken));
        foreach (var group in groups)
        {
            await LinkKnownAsync(group, known, cancellationToken);
        }

        var strangers = new Dictionary<string, (WantedTester Tester, List<SyncTally> Groups)>(StringComparer.OrdinalIgnoreCase);
        foreach (var group in groups)
        {
            foreach (var tester in group.Missing.Where(tester => !known.ContainsKey(tester.Email.Trim())))
            {
                if (!strangers.TryGetValue(tester.Email.Trim(), out var stranger))
                {
                    strangers[tester.Email.Trim()] = stranger = (tester, []);
                }

                stranger.Groups.Add(group);
            }
        }

        foreach (var (tester, places) in strangers.Values)
        {
            if (api.IsNearlyUsedUp)
            {
                places.ForEach(group => group.Postpone(tester.Email));
            }
            else
            {
                await AddStrangerAsync(tester, places, cancellationToken);
                Advance(places.Count);
            }
        }
    }

    private async Task LinkKnownAsync(SyncTally group, Dictionary<string, BetaTester> known, CancellationToken cancellationToken)
    {
        var there = group.Missing.Where(tester => known.ContainsKey(tester.Email.Trim())).Select(tester => known[tester.Email.Trim()]);
        foreach (var some in there.Chunk(BetaTesters.LinksAtATime))
        {
            await LinkManyAsync(group, some, cancellationToken);
            Advance(some.Length);
        }
    }

    /// <summary>An internal group takes users of App Store Connect only, and its refusal would keep the tester out of the others.</summary>
    private async Task AddStrangerAsync(WantedTester tester, List<SyncTally> groups, CancellationToken cancellationToken)
    {
        var first = groups.Where(group => !group.Group.IsInternal).ToList();
        first = first.Count > 0 ? first : [groups[0]];
        var id = await CreateAsync(tester, [.. first], cancellationToken);
        foreach (var group in groups.Except(first))
        {
            if (id is null)
            {
                id = await CreateAsync(tester, [group], cancellationToken);
            }
            else
            {
                await LinkManyAsync(group, [new BetaTester(id, tester.Email, BetaTesterState.NotInvited)], cancellationToken);
            }
        }
    }

    private async Task<string?> CreateAsync(WantedTester tester, SyncTally[] groups, CancellationToken cancellationToken)
    {
        async Task<AppleDocument?> IsMemberAsync(CancellationToken token)
        {
            foreach (var group in groups)
            {
                if (!(await ListAsync(group.Group, token)).Any(member => member.HasEmail(tester.Email)))
                {
                    return null;
                }
            }

            return AppleDocument.Empty;
        }

        var body = BetaTesters.Body(tester).Many("betaGroups", "betaGroups", groups.Select(group => group.Group.Id));
        var answer = await api.WriteAsync(new AppleRequest(HttpMethod.Post, "v1/betaTesters", body.ToBytes()), IsMemberAsync, cancellationToken);
        await BetaTesters.RecordAsync(
            answer,
            IsMemberAsync,
            AppStoreConnectFaults.AddTester,
            () => Array.ForEach(groups, group => group.Add(tester.Email)),
            () => Array.ForEach(groups, group => group.Keep(tester.Email)),
            why => Array.ForEach(groups, group => group.Refuse(tester.Email, why)),
            cancellationToken);
        return (answer as AppleAnswer.Success)?.Document.One?.Id;
    }

    /// <summary>All at once; where Apple refuses, one by one, so that the refusal hits whom it is meant for.</summary>
    private async Task LinkManyAsync(SyncTally group, BetaTester[] testers, CancellationToken cancellationToken)
    {
        var answer = await LinkAsync(HttpMethod.Post, group.Group, testers, isMember: true, cancellationToken);
        if (testers.Length > 1 && answer.Refusal is { Kind: AppleFailureKind.TesterNotAssignable or AppleFailureKind.Refused or AppleFailureKind.AlreadyExists })
        {
            foreach (var tester in testers)
            {
                await LinkManyAsync(group, [tester], cancellationToken);
            }

            return;
        }

        foreach (var tester in testers)
        {
            var email = tester.Email!;
            await BetaTesters.RecordAsync(
                answer,
                async token => (await ListAsync(group.Group, token)).Any(member => string.Equals(member.Id, tester.Id, StringComparison.Ordinal)) ? AppleDocument.Empty : null,
                AppStoreConnectFaults.AddTester,
                () => group.Add(email),
                () => group.Keep(email),
                why => group.Refuse(email, why),
                cancellationToken);
        }
    }

    private async Task InviteAsync(SyncTally group, CancellationToken cancellationToken)
    {
        foreach (var email in group.Wanted.InviteAgain ? group.Known : [])
        {
            if (group.ByEmail[email.Trim()] is not { State: BetaTesterState.Invited or BetaTesterState.NotInvited or BetaTesterState.Revoked } tester || !_mailed.Add(tester.Id))
            {
                continue;
            }

            if (api.IsNearlyUsedUp)
            {
                group.Postpone(email);
                continue;
            }

            var body = new AppleBody("betaTesterInvitations").One("app", "apps", appId).One("betaTester", "betaTesters", tester.Id);

            // An invitation cannot be read back; a second mail does less harm than none.
            var answer = await api.WriteAsync(new AppleRequest(HttpMethod.Post, "v1/betaTesterInvitations", body.ToBytes()), _ => Task.FromResult<AppleDocument?>(null), cancellationToken);
            switch (answer.Refusal)
            {
                case { Kind: AppleFailureKind.AlreadyAccepted }:
                    break;
                case { Kind: AppleFailureKind.NothingToInstall }:
                    group.InviteLater(email);
                    break;
                case { Kind: AppleFailureKind.Refused or AppleFailureKind.TesterNotAssignable or AppleFailureKind.AlreadyExists } failure:
                    group.RefuseInvitation(email, AppStoreConnectFaults.Of(AppStoreConnectFaults.InviteTester, failure));
                    break;
                default:
                    answer.OrThrow(AppStoreConnectFaults.InviteTester);
                    group.Invite(email);
                    break;
            }
        }
    }

    private async Task RemoveAsync(SyncTally group, CancellationToken cancellationToken)
    {
        if (!group.Wanted.RemoveOthers)
        {
            return;
        }

        var staying = group.Testers.Select(tester => tester.Email.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var some in group.Members.Where(member => member.Email is { } email && !staying.Contains(email.Trim())).Chunk(BetaTesters.LinksAtATime))
        {
            var answer = await LinkAsync(HttpMethod.Delete, group.Group, some, isMember: false, cancellationToken);
            answer.OrThrow(AppStoreConnectFaults.RemoveTesters(group.Group.Name));
            group.Remove(some.Select(member => member.Email!));
        }
    }

    private Task<AppleAnswer> LinkAsync(HttpMethod method, BetaGroup group, BetaTester[] testers, bool isMember, CancellationToken cancellationToken) => api.WriteAsync(
        new AppleRequest(method, $"v1/betaGroups/{Uri.EscapeDataString(group.Id)}/relationships/betaTesters", AppleBody.Links("betaTesters", testers.Select(tester => tester.Id))),
        async token =>
        {
            var members = (await ListAsync(group, token)).Select(member => member.Id).ToHashSet(StringComparer.Ordinal);
            return Array.TrueForAll(testers, tester => members.Contains(tester.Id) == isMember) ? AppleDocument.Empty : null;
        },
        cancellationToken);

    private void Advance(int by) => progress?.Report(_work = _work with { Done = _work.Done + by });

    private Task<List<BetaTester>> ListAsync(BetaGroup group, CancellationToken cancellationToken) => BetaTesters.ListAsync(api, BetaTesters.Of(group), cancellationToken);
}
