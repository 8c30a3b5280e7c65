using System.Collections.Immutable;
using Google.Apis.AndroidPublisher.v3.Data;

namespace MobileDist.GooglePlay;

/// <summary>What a track holds after a publication: a write replaces all of it, so what is to stay is written again.</summary>
internal static class ReleasePlan
{
    public const int LongestNotes = 500;

    private const int LongestName = 50;

    /// <summary>The release as planned.</summary>
    public static TrackRelease Release(PlayPlan plan, int versionCode, PlayReleaseStatus status) => new()
    {
        Name = plan.ReleaseName is { Length: > 0 } name ? Cut(name, LongestName) : null,
        VersionCodes = [.. plan.RetainedVersionCodes.Append(versionCode).Distinct().Order().Select(code => (long?)code)],
        Status = status.ToApi(),
        UserFraction = status is PlayReleaseStatus.InProgress or PlayReleaseStatus.Halted ? plan.UserFraction : null,
        InAppUpdatePriority = plan.UpdatePriority,
        ReleaseNotes = plan.Notes.IsEmpty ? null : [.. plan.Notes.Select(note => new LocalizedText { Language = note.Key, Text = Cut(note.Value, LongestNotes) })],
    };

    /// <summary>The languages whose texts are too long for Play.</summary>
    public static IEnumerable<string> CutNotes(PlayPlan plan) => plan.Notes.Where(note => note.Value.Length > LongestNotes).Select(note => note.Key);

    /// <summary>
    /// What stays beside the new release. A track has one release of each kind at most: served to all, served to a part
    /// (in progress or halted), and draft. One that is served to all also takes the place of one that was on the way there.
    /// </summary>
    public static ImmutableArray<TrackRelease> Kept(IEnumerable<TrackRelease> before, TrackRelease wanted) =>
        [.. before.Where(release => !Replaces(PlayReleaseStatuses.Parse(wanted.Status), PlayReleaseStatuses.Parse(release.Status)) && !HaveCommonCode(release, wanted))];

    /// <summary>Whether the track has the release already, as far as the plan says how it is to be.</summary>
    public static bool IsThere(IEnumerable<TrackRelease> before, TrackRelease wanted) => before.Any(release =>
        string.Equals(release.Status, wanted.Status, StringComparison.Ordinal)
        && Codes(release).SetEquals(Codes(wanted))
        && (wanted.Name is null || string.Equals(release.Name, wanted.Name, StringComparison.Ordinal))
        && (wanted.UserFraction is null || release.UserFraction == wanted.UserFraction)
        && (wanted.InAppUpdatePriority is null || (release.InAppUpdatePriority ?? 0) == wanted.InAppUpdatePriority)
        && (wanted.ReleaseNotes is null || Notes(release).SetEquals(Notes(wanted))));

    /// <summary>A version code above ours that testers get from the track; null: none.</summary>
    public static long? ServedAbove(IEnumerable<TrackRelease> before, PlayPlan plan) => before
        .Where(release => PlayReleaseStatuses.Parse(release.Status) is PlayReleaseStatus.Completed or PlayReleaseStatus.InProgress)
        .SelectMany(Codes)
        .Where(code => code > plan.VersionCode && !plan.RetainedVersionCodes.Contains(code))
        .Cast<long?>()
        .Max();

    public static HashSet<long> Codes(TrackRelease release) => [.. (release.VersionCodes ?? []).OfType<long>()];

    private static bool Replaces(PlayReleaseStatus wanted, PlayReleaseStatus old) => wanted switch
    {
        PlayReleaseStatus.Completed => old is PlayReleaseStatus.Completed or PlayReleaseStatus.InProgress or PlayReleaseStatus.Halted,
        PlayReleaseStatus.InProgress or PlayReleaseStatus.Halted => old is PlayReleaseStatus.InProgress or PlayReleaseStatus.Halted,
        _ => old == wanted,
    };

    private static bool HaveCommonCode(TrackRelease left, TrackRelease right) => Codes(left).Overlaps(Codes(right)) && left.Status is "draft";

    private static HashSet<(string?, string?)> Notes(TrackRelease release) => [.. (release.ReleaseNotes ?? []).Where(note => note is not null).Select(note => (note.Language, note.Text))];

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        // Not through a character that takes two.
        var end = longest - 1;
        return (char.IsHighSurrogate(text[end - 1]) ? text[..(end - 1)] : text[..end]) + "…";
    }
}
