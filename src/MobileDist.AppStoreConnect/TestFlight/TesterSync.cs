namespace MobileDist.AppStoreConnect;

/// <summary>How the testers of a group are to become those of a list.</summary>
public sealed record TesterSync
{
    public required IReadOnlyList<WantedTester> Testers { get; init; }

    /// <summary>Whether members who are not in the list leave the group; those who joined by a public link stay.</summary>
    public bool RemoveOthers { get; init; }

    /// <summary>Whether those who were invited and have not accepted get another mail.</summary>
    public bool InviteAgain { get; init; }
}
