using System.Collections.Immutable;
using System.Globalization;
using MobileDist.GooglePlay;
using MobileDist.InstallLinks;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Settings.Play;

namespace MobileDist.Pipeline.Publishing.Play;

/// <summary>What is announced of a release on Google Play.</summary>
internal static class PlayRecords
{
    public const string Host = "google-play";
    public const string Title = "Google Play";
    public const string SharingHost = "google-play-sharing";
    public const string SharingTitle = "Google Play internal app sharing";

    private const int GroupsShown = 5;
    private const string Percent = "0.##%";

    public static RecordedChannel Of(RecordedChannel draft, PlaySettings settings, PlayProof.OnTrack proof, DateTimeOffset now)
    {
        var steps = Steps(settings, proof);
        return draft with
        {
            Link = settings.OptInLink ?? LinkOf(steps),
            Reach = ReachScope.Internet,
            Title = Title,
            Audience = Audience(settings),
            Steps = steps,
            Proof = Proof(settings, proof, now),
        };
    }

    public static RecordedChannel Of(RecordedChannel draft, SharedLink shared) => draft with
    {
        Link = shared.Link,
        Reach = ReachScope.Internet,
        Title = SharingTitle,
        Audience = "up to 100 people whom the Play Console lets download (Internal app sharing > Email lists)",
        Expires = shared.Expires(),
        Steps =
        [
            new RecordedStep("Switch internal app sharing on in the Google Play app on the phone, once: Settings > About, tap 'Play Store version' seven times, then Settings > General > Internal app sharing.", null),
            new RecordedStep("Open the link on the phone and install.", shared.Link),
        ],
    };

    /// <summary>Whether the release is where the settings wanted it, though nobody can install it there.</summary>
    public static bool IsAsAskedFor(PlaySettings settings, PlayReleaseState state) => state switch
    {
        PlayReleaseState.Draft => settings.Status == PlayReleaseStatus.Draft,
        PlayReleaseState.NotSentForReview => settings.HoldForReview == true,
        _ => settings.Status == PlayReleaseStatus.Halted,
    };

    private static ImmutableArray<RecordedStep> Steps(PlaySettings settings, PlayProof.OnTrack proof) =>
    [
        .. proof.Steps.Select(step => step.Kind == TesterStepKind.OptInByConsoleLink && settings.OptInLink is { } link
            ? new RecordedStep("Open the opt-in link with the same account and become a tester.", link)
            : new RecordedStep(step.Text, step.Link?.AbsoluteUri)),
    ];

    // Of an internal track without its link a tester has nothing to begin with but the store.
    private static string? LinkOf(ImmutableArray<RecordedStep> steps) =>
        steps.Select(step => step.Link).FirstOrDefault(link => link?.Contains("/apps/testing/", StringComparison.Ordinal) == true) ?? steps[^1].Link;

    private static string Audience(PlaySettings settings)
    {
        var shown = settings.Groups.Take(GroupsShown).Select(PlainText.Clean).ToList();
        var groups = shown.Count == 0 ? "" : $" (group{(settings.Groups.Length == 1 ? "" : "s")} {string.Join(", ", shown)}{(settings.Groups.Length > shown.Count ? $" and {settings.Groups.Length - shown.Count} more" : "")})";
        var part = settings is { Status: PlayReleaseStatus.InProgress, UserFraction: { } fraction } ? $"{fraction.ToString(Percent, CultureInfo.InvariantCulture)} of the " : "";

        // Play knows accounts only: nobody has to collect identifiers of devices.
        return $"{part}testers of the track {PlainText.Clean(settings.Track)}{groups}, on every device of theirs";
    }

    private static RecordedProof Proof(PlaySettings settings, PlayProof.OnTrack proof, DateTimeOffset now)
    {
        var availability = proof.State switch
        {
            _ when settings.Status == PlayReleaseStatus.Halted => Availability.No,
            PlayReleaseState.Published => Availability.Now,
            // A state that Google adds says neither yes nor no.
            PlayReleaseState.InReview or PlayReleaseState.Unknown => Availability.AfterReview,
            _ => Availability.No,
        };
        var reason = availability == Availability.Now ? null : proof.Obstacle?.Headline ?? "The release is halted: nobody new gets it.";
        return new RecordedProof(availability, now) { Reason = reason, Groups = [new RecordedGroup(PlainText.Clean(settings.Track), availability, reason)] };
    }
}
