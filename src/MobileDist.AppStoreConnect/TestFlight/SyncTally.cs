namespace MobileDist.AppStoreConnect;

/// <summary>A group while its testers are brought in line with a list.</summary>
internal sealed class SyncTally
{
    private readonly List<string> _kept = [];
    private readonly List<string> _added = [];
    private readonly List<string> _invited = [];
    private readonly List<string> _removed = [];
    private readonly List<(string Email, Fault Why)> _refused = [];
    private readonly List<(string Email, Fault Why)> _notInvited = [];
    private readonly List<string> _notYetInvited = [];
    private readonly List<string> _postponed = [];

    public SyncTally(GroupSync wanted, IReadOnlyList<BetaTester> members)
    {
        Group = wanted.Group;
        Wanted = wanted.Wanted;
        Members = members;
        ByEmail = BetaTesters.Index(members);
        Testers = [.. wanted.Wanted.Testers.DistinctBy(tester => tester.Email.Trim(), StringComparer.OrdinalIgnoreCase)];
        Missing = [.. Testers.Where(tester => !ByEmail.ContainsKey(tester.Email.Trim()))];
        _kept.AddRange(Testers.Where(tester => ByEmail.ContainsKey(tester.Email.Trim())).Select(tester => tester.Email));
        Known = [.. _kept];
    }

    public BetaGroup Group { get; }

    public TesterSync Wanted { get; }

    /// <summary>As they were before.</summary>
    public IReadOnlyList<BetaTester> Members { get; }

    public IReadOnlyDictionary<string, BetaTester> ByEmail { get; }

    /// <summary>Each once.</summary>
    public IReadOnlyList<WantedTester> Testers { get; }

    /// <summary>Those of them who were no members before.</summary>
    public IReadOnlyList<WantedTester> Missing { get; }

    /// <summary>Those of them who were.</summary>
    public IReadOnlyList<string> Known { get; }

    public void Keep(string email) => _kept.Add(email);

    public void Add(string email) => _added.Add(email);

    public void Refuse(string email, Fault why) => _refused.Add((email, why));

    public void RefuseInvitation(string email, Fault why) => _notInvited.Add((email, why));

    public void Invite(string email) => _invited.Add(email);

    public void InviteLater(string email) => _notYetInvited.Add(email);

    public void Remove(IEnumerable<string> emails) => _removed.AddRange(emails);

    public void Postpone(string email) => _postponed.Add(email);

    public TesterSyncReport ToReport() => new()
    {
        Kept = [.. _kept],
        Added = [.. _added],
        InvitedAgain = [.. _invited],
        Removed = [.. _removed],
        Refused = [.. _refused],
        NotInvited = [.. _notInvited],
        NotYetInvited = [.. _notYetInvited],
        Postponed = [.. _postponed],
    };
}
