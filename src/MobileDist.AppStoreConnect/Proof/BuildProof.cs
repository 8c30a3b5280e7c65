using System.Collections.Immutable;

namespace MobileDist.AppStoreConnect;

/// <summary>What Apple says in the end, read back and not remembered.</summary>
public sealed record BuildProof
{
    /// <summary>Null when there is no such build any more.</summary>
    public AppleBuild? Build { get; init; }

    /// <summary>In the order in which they were asked for.</summary>
    public ImmutableArray<GroupProof> Groups { get; init; } = [];

    /// <summary>Testers who have the build by themselves; null when there are none.</summary>
    public Installability? IndividualTesters { get; init; }

    /// <summary>Whether there is anybody who can install it right now: what success means.</summary>
    public bool CanSomebodyInstall => Groups.Any(group => group.Installability is Installability.Now) || IndividualTesters is Installability.Now;

    /// <summary>Whether somebody will be able to without anybody's doing but Apple's.</summary>
    public bool WillSomebodyInstall => CanSomebodyInstall || Groups.Any(group => group.Installability is Installability.AfterReview) || IndividualTesters is Installability.AfterReview;
}
