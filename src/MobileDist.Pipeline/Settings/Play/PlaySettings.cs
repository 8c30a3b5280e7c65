using System.Collections.Immutable;
using MobileDist.GooglePlay;

namespace MobileDist.Pipeline.Settings.Play;

/// <summary>What is wanted at Google Play.</summary>
internal sealed record PlaySettings
{
    public const string DefaultTrack = "internal";

    public required PlayAccess Access { get; init; }

    /// <summary>The app's package name; null for what the package says.</summary>
    public string? PackageName { get; init; }

    public string Track { get; init; } = DefaultTrack;

    public bool CreateTrack { get; init; }

    public PlayReleaseStatus Status { get; init; } = PlayReleaseStatus.Completed;

    /// <summary>Above 0 and below 1; null for none.</summary>
    public double? UserFraction { get; init; }

    public int? UpdatePriority { get; init; }

    /// <summary>For people; null for one that names version and pull request.</summary>
    public string? ReleaseName { get; init; }

    /// <summary>What testers read about the release.</summary>
    public ImmutableArray<PlayNotesSource> Notes { get; init; } = [];

    public ImmutableArray<long> RetainedVersionCodes { get; init; } = [];

    /// <summary>Whether changes wait in the Play Console to be sent for review; null for as Google asks.</summary>
    public bool? HoldForReview { get; init; }

    public bool CancelReview { get; init; }

    /// <summary>Absolute; may come to be with the build.</summary>
    public string? Mapping { get; init; }

    /// <summary>The same.</summary>
    public string? NativeSymbols { get; init; }

    /// <summary>Mail addresses of the Google Groups whose members test the track.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Whether the track's other groups are taken off it.</summary>
    public bool RemoveGroups { get; init; }

    /// <summary>The roster's groups under each Google Group whose members follow the roster; <c>*</c> for everybody.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Sync { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Whether whoever is not in the roster leaves a synced group.</summary>
    public bool RemoveTesters { get; init; }

    /// <summary>The roster's groups whose addresses are written as a file for the Play Console; <c>*</c> for everybody; empty for no file.</summary>
    public ImmutableArray<string> TesterList { get; init; } = [];

    /// <summary>Whether the APK that Play makes of a bundle is offered as a direct link.</summary>
    public bool UniversalApk { get; init; }

    /// <summary>Where testers of the internal track join, which only the Play Console shows.</summary>
    public string? OptInLink { get; init; }

    /// <summary>SHA-256 of the app's upload certificate, lower-case hexadecimal; null where it is not said.</summary>
    public string? UploadCertificate { get; init; }
}
