using System.Collections.Immutable;

namespace MobileDist.AppStoreConnect;

/// <summary>What was done with the testers of a group, by their mail addresses.</summary>
public sealed record TesterSyncReport
{
    /// <summary>Were members before.</summary>
    public ImmutableArray<string> Kept { get; init; } = [];

    /// <summary>New in the group.</summary>
    public ImmutableArray<string> Added { get; init; } = [];

    /// <summary>Got another mail.</summary>
    public ImmutableArray<string> InvitedAgain { get; init; } = [];

    /// <summary>Left the group.</summary>
    public ImmutableArray<string> Removed { get; init; } = [];

    /// <summary>Apple did not take them, with the reason.</summary>
    public ImmutableArray<(string Email, Fault Why)> Refused { get; init; } = [];

    /// <summary>Members whom Apple does not mail again, with the reason.</summary>
    public ImmutableArray<(string Email, Fault Why)> NotInvited { get; init; } = [];

    /// <summary>Apple mails these once there is a build that they can install.</summary>
    public ImmutableArray<string> NotYetInvited { get; init; } = [];

    /// <summary>Neither added nor mailed again, but left for the next run: the hour's calls were nearly used up.</summary>
    public ImmutableArray<string> Postponed { get; init; } = [];

    public bool HasChanged => Added.Length + InvitedAgain.Length + Removed.Length > 0;
}
