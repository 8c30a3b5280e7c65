using System.Collections.Immutable;

namespace MobileDist.GooglePlay;

/// <summary>What Google says of a release after its commit.</summary>
public abstract record PlayProof
{
    private PlayProof()
    {
    }

    /// <summary>Whether testers can install it now.</summary>
    public bool CanBeInstalled => this is OnTrack { State: PlayReleaseState.Published };

    /// <summary>The version code is on the track.</summary>
    /// <param name="State">How far it is.</param>
    /// <param name="ReleaseName">For people; null where there is none.</param>
    /// <param name="Steps">What a tester has to do, in order. Play binds a release to accounts and not to devices: a tester gets it on every phone and tablet with that account.</param>
    /// <param name="Obstacle">What keeps testers from it and who can remove that; null: nothing.</param>
    public sealed record OnTrack(PlayReleaseState State, string? ReleaseName, ImmutableArray<TesterStep> Steps, Fault? Obstacle) : PlayProof;

    /// <summary>It is not.</summary>
    /// <param name="VersionCodes">Those that are.</param>
    public sealed record NotOnTrack(ImmutableArray<int> VersionCodes) : PlayProof;
}
