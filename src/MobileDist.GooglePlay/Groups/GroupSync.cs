namespace MobileDist.GooglePlay;

/// <summary>How the members of a group are to become those of a list.</summary>
public sealed record GroupSync
{
    /// <summary>Mail addresses of Google accounts.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>Whether people who are not in the list leave the group; managers, owners, service accounts and groups in the group stay.</summary>
    public bool RemoveOthers { get; init; }
}
