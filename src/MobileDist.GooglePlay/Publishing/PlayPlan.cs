using System.Collections.Immutable;

namespace MobileDist.GooglePlay;

/// <summary>One package, and what is to become of it.</summary>
public sealed record PlayPlan
{
    /// <summary>The app's package name, <c>com.acme.shop</c>.</summary>
    public required string PackageName { get; init; }

    /// <summary>The signed package's path.</summary>
    public required string Package { get; init; }

    /// <summary>
    /// SHA-256 of the package, hexadecimal, where it is known already; null: the package is read once more than it is sent. It decides
    /// whether Google has the package before anything is sent, and whether it arrived whole.
    /// </summary>
    public string? Digest { get; init; }

    public required PlayPackageKind Kind { get; init; }

    /// <summary>As the package says.</summary>
    public required int VersionCode { get; init; }

    /// <summary>
    /// The track: <c>internal</c>, <c>alpha</c> (the closed testing that every app has), <c>beta</c> (open testing),
    /// <c>production</c>, or the name of another closed one.
    /// </summary>
    public required string Track { get; init; }

    /// <summary>Whether a closed track of that name is created when there is none.</summary>
    public bool CreateTrack { get; init; }

    public PlayReleaseStatus Status { get; init; } = PlayReleaseStatus.Completed;

    /// <summary>The share of testers, above 0 and below 1; only of a release that is in progress or halted.</summary>
    public double? UserFraction { get; init; }

    /// <summary>How urgently apps ask for the update, 0 to 5.</summary>
    public int? UpdatePriority { get; init; }

    /// <summary>For people, cut at 50 characters; null: Google takes the version's name.</summary>
    public string? ReleaseName { get; init; }

    /// <summary>What is new, by language (BCP 47, as Play spells it: <c>en-US</c>); each is cut at 500 characters.</summary>
    public ImmutableSortedDictionary<string, string> Notes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Version codes of earlier packages that stay in the release, for devices that this one does not fit.</summary>
    public ImmutableArray<long> RetainedVersionCodes { get; init; } = [];

    /// <summary>The path of the mapping of R8 or ProGuard; null: none.</summary>
    public string? MappingFile { get; init; }

    /// <summary>The path of a zip with the debug symbols of native libraries; null: none.</summary>
    public string? NativeSymbols { get; init; }

    /// <summary>Mail addresses of Google Groups whose members test the track; added to those that do already.</summary>
    public ImmutableArray<string> TesterGroups { get; init; } = [];

    /// <summary>Whether groups of the track that are not named here are taken off it.</summary>
    public bool RemoveOtherGroups { get; init; }

    /// <summary>Whether a review that is under way is cancelled, to send its changes again together with these.</summary>
    public bool CancelReviewInProgress { get; init; }

    /// <summary>Whether the changes wait in the Play Console until somebody sends them for review; null: as Google asks for.</summary>
    public bool? HoldForReview { get; init; }

    /// <summary>Whether Google only checks everything, and nothing is changed.</summary>
    public bool ValidateOnly { get; init; }
}
