using System.Text.Json;
using System.Text.Json.Nodes;

namespace MobileDist.GooglePlay;

/// <summary>
/// The members of a Google Group, through the Cloud Identity API. Google Play's own interface knows the groups of a track and
/// no single testers, so this is how the roster gets onto a closed track. The token needs
/// <see cref="GoogleScopes.CloudIdentityGroups"/>, its account the role of a manager of the group.
/// </summary>
public sealed class CloudIdentityGroups : IDisposable
{
    // With all that is told of members Google gives 500 at a time at most.
    private const int PageSize = 500;
    private const int MostPages = 1_000;

    private readonly CloudIdentityApi _api;

    /// <param name="tokens">With the scope above.</param>
    /// <param name="addresses">Where Cloud Identity is.</param>
    /// <param name="retry">When to give up.</param>
    /// <param name="handler">Carries the requests; it must not follow redirects on its own. Not disposed here.</param>
    /// <param name="time">Measures and waits.</param>
    /// <param name="jitter">Gives a number from 0 up to 1.</param>
    public CloudIdentityGroups(IAccessTokens tokens, GoogleAddresses addresses, RetryLimits retry, HttpMessageHandler handler, TimeProvider time, Func<double> jitter) =>
        _api = new CloudIdentityApi(tokens, addresses.CloudIdentity ?? GoogleAddresses.StandardCloudIdentity, handler, time, new RetryPolicy(time, jitter, retry));

    public void Dispose() => _api.Dispose();

    /// <exception cref="DistributionException">There is no such group that the account may see.</exception>
    public async Task<GoogleGroup> FindAsync(string email, CancellationToken cancellationToken)
    {
        var address = email.Trim();
        if (!TesterAddress.IsAddress(address))
        {
            throw GroupFaults.BadGroupAddress(address);
        }

        var body = OrThrow(await _api.GetAsync($"v1/groups:lookup?groupKey.id={Uri.EscapeDataString(address)}", cancellationToken), GroupFaults.Find(address), address);
        return CredentialJson.Text(body, "name") is { } name && IsName(name, "groups/")
            ? new GoogleGroup(name, address)
            : throw GroupFaults.BadAnswer(GroupFaults.Find(address));
    }

    public async Task<IReadOnlyList<GroupMember>> ListAsync(GoogleGroup group, CancellationToken cancellationToken)
    {
        var members = new List<GroupMember>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (string? page = ""; page is not null;)
        {
            if (!seen.Add(page) || seen.Count > MostPages)
            {
                throw GroupFaults.BadAnswer(GroupFaults.List(group.Email));
            }

            var next = page.Length == 0 ? "" : $"&pageToken={Uri.EscapeDataString(page)}";
            var body = OrThrow(await _api.GetAsync($"v1/{group.Name}/memberships?pageSize={PageSize}&view=FULL{next}", cancellationToken), GroupFaults.List(group.Email), group.Email);
            members.AddRange(CredentialJson.Items(body, "memberships").Select(Member).Where(member => IsName(member.Name, group.Name + "/memberships/")));
            page = CredentialJson.Text(body, "nextPageToken");
        }

        return members;
    }

    /// <summary>
    /// Brings a group's members in line with a list. Somebody whom Google refuses does not keep the others out; the second
    /// time nothing changes.
    /// </summary>
    /// <param name="groupEmail">The group's address.</param>
    /// <param name="wanted">Who is to be in it.</param>
    /// <param name="progress">Hears how far it is; null: nobody.</param>
    /// <param name="cancellationToken">Stops between two members.</param>
    /// <exception cref="DistributionException">Nothing of it can be done, or no more of it.</exception>
    public async Task<GroupSyncReport> SyncAsync(string groupEmail, GroupSync wanted, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var addresses = wanted.Addresses.Select(address => address.Trim()).Where(address => address.Length > 0).DistinctBy(TesterAddress.Key, StringComparer.Ordinal).ToList();
        if (wanted.RemoveOthers && addresses.Count == 0)
        {
            throw GroupFaults.WouldEmpty(groupEmail);
        }

        var group = await FindAsync(groupEmail, cancellationToken);
        var members = await ListAsync(group, cancellationToken);
        var there = members.Where(member => member.Email is not null).Select(member => TesterAddress.Key(member.Email!)).ToHashSet(StringComparer.Ordinal);
        var report = new GroupSyncReport { Group = group };
        foreach (var (index, address) in addresses.Index())
        {
            report = there.Contains(TesterAddress.Key(address))
                ? report with { Already = report.Already.Add(address) }
                : await AddAsync(report, address, cancellationToken);
            progress?.Report(new WorkProgress($"Members of {group.Email}", index + 1, addresses.Count, WorkUnit.Items));
        }

        if (wanted.RemoveOthers)
        {
            var keys = addresses.Select(TesterAddress.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var member in members.Where(member => member.IsPlainPerson && member.Email is not null && !keys.Contains(TesterAddress.Key(member.Email))))
            {
                report = await RemoveAsync(report, member, cancellationToken);
            }
        }

        return report;
    }

    private async Task<GroupSyncReport> AddAsync(GroupSyncReport report, string address, CancellationToken cancellationToken)
    {
        if (!TesterAddress.IsAddress(address))
        {
            return report with { Failed = report.Failed.Add((address, GroupFaults.Of(GroupFaults.Add(address), new GroupFailure(GroupFailureKind.BadMember, "Nothing was sent."), report.Group.Email))) };
        }

        Task<bool> IsMemberAsync(CancellationToken token) => HasMemberAsync(report.Group, address, token);

        var body = new JsonObject
        {
            ["preferredMemberKey"] = new JsonObject { ["id"] = address },
            ["roles"] = new JsonArray(new JsonObject { ["name"] = "MEMBER" }),
        };
        var answer = Settled(await _api.WriteAsync(HttpMethod.Post, $"v1/{report.Group.Name}/memberships", body, IsMemberAsync, cancellationToken));
        return answer.Refusal switch
        {
            null => report with { Added = report.Added.Add(address) },
            { Kind: GroupFailureKind.AlreadyExists } => report with { Already = report.Already.Add(address) },
            { } failure => report with { Failed = report.Failed.Add((address, FaultOrThrow(GroupFaults.Add(address), failure, report, address))) },
        };
    }

    private async Task<GroupSyncReport> RemoveAsync(GroupSyncReport report, GroupMember member, CancellationToken cancellationToken)
    {
        var address = member.Email!;
        var answer = Settled(await _api.WriteAsync(HttpMethod.Delete, $"v1/{member.Name}", null, token => IsGoneAsync(report.Group, address, token), cancellationToken));
        return answer.Refusal is null or { Kind: GroupFailureKind.Missing }
            ? report with { Removed = report.Removed.Add(address) }
            : report with { Failed = report.Failed.Add((address, FaultOrThrow(GroupFaults.Remove(address), answer.Refusal, report, address))) };
    }

    /// <summary>Writes answer with an operation, which may hold an error although the request went well.</summary>
    private static GroupAnswer Settled(GroupAnswer answer) =>
        answer is GroupAnswer.Success { Body: var operation } && CredentialJson.Member(operation, "error") is { ValueKind: JsonValueKind.Object } error
            ? new GroupAnswer.Failed(GroupFailure.OfOperation(error))
            : answer;

    private async Task<bool> HasMemberAsync(GoogleGroup group, string address, CancellationToken cancellationToken) =>
        await LookUpAsync(group, address, cancellationToken) is GroupAnswer.Success;

    // Google says 403 of a membership that is not there as well; that nobody could be asked says nothing.
    private async Task<bool> IsGoneAsync(GoogleGroup group, string address, CancellationToken cancellationToken) =>
        (await LookUpAsync(group, address, cancellationToken)).Refusal?.Kind is GroupFailureKind.Missing or GroupFailureKind.NoPermission;

    private Task<GroupAnswer> LookUpAsync(GoogleGroup group, string address, CancellationToken cancellationToken) =>
        _api.GetAsync($"v1/{group.Name}/memberships:lookup?memberKey.id={Uri.EscapeDataString(address)}", cancellationToken);

    private static Fault FaultOrThrow(string task, GroupFailure failure, GroupSyncReport report, string address)
    {
        var shown = failure with { Words = failure.Words.Replace(address, TesterAddress.Mask(address), StringComparison.OrdinalIgnoreCase) };
        return shown.IsOfTheRun ? throw GroupFaults.Stopped(task, shown, report) : GroupFaults.Of(task, shown, report.Group.Email);
    }

    private static JsonElement OrThrow(GroupAnswer answer, string task, string group) => answer is GroupAnswer.Success success
        ? success.Body
        : throw GroupFaults.Refused(task, answer.Refusal!, group);

    private static GroupMember Member(JsonElement member) => new(
        CredentialJson.Text(member, "name") ?? "",
        CredentialJson.Text(CredentialJson.Member(member, "preferredMemberKey"), "id"),
        [.. CredentialJson.Items(member, "roles").Select(role => CredentialJson.Text(role, "name")).OfType<string>()],
        CredentialJson.Text(member, "type"));

    // It becomes a part of a path.
    private static bool IsName(string name, string prefix) => name.Length < 200 && name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length
        && name.AsSpan(prefix.Length).IndexOfAnyExcept(NameCharacters) < 0;

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
}
