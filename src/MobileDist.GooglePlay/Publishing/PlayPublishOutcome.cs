using System.Collections.Immutable;

namespace MobileDist.GooglePlay;

/// <summary>How a publication ended.</summary>
public abstract record PlayPublishOutcome
{
    private PlayPublishOutcome()
    {
    }

    /// <summary>The release is on its track.</summary>
    /// <param name="Release">As written.</param>
    /// <param name="Record">What is known of it.</param>
    /// <param name="Changes">In the order of the work; empty when all was as wanted before.</param>
    /// <param name="WasThere">Whether nothing had to be changed.</param>
    public sealed record Published(PlayRelease Release, PlayRecord Record, ImmutableArray<PlayChange> Changes, bool WasThere) : PlayPublishOutcome;

    /// <summary>Google would take it; nothing was changed, as was asked for.</summary>
    public sealed record Validated(PlayRelease Release, ImmutableArray<PlayChange> Changes) : PlayPublishOutcome;

    /// <summary>The track serves a higher version code, and Play never serves a lower one after it.</summary>
    /// <param name="VersionCode">Ours.</param>
    /// <param name="Serving">The track's.</param>
    public sealed record Superseded(int VersionCode, long Serving) : PlayPublishOutcome;

    /// <summary>The version code belongs to another package already.</summary>
    /// <param name="VersionCode">Ours.</param>
    /// <param name="Next">One that is free.</param>
    /// <param name="Failure">In Google's words.</param>
    public sealed record VersionCodeUsed(int VersionCode, long Next, PlayFailure Failure) : PlayPublishOutcome;

    /// <summary>The app has no such track, and none was to be created.</summary>
    /// <param name="Track">As asked for.</param>
    /// <param name="Tracks">Those that there are.</param>
    /// <param name="Nearest">The one that may be meant; null: none.</param>
    public sealed record TrackMissing(string Track, ImmutableArray<string> Tracks, string? Nearest) : PlayPublishOutcome;

    /// <summary>Google reviews earlier changes, and their review was not to be cancelled.</summary>
    public sealed record InReview(PlayFailure Failure) : PlayPublishOutcome;
}
