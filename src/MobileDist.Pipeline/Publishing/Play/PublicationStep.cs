using MobileDist.GooglePlay;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline.Publishing.Play;

/// <summary>Brings the package onto its track, once.</summary>
internal static class PublicationStep
{
    /// <summary>The beginning of a release's name, which says of which pull request it is; null outside of pull requests.</summary>
    public static string? MarkOf(StageContext context) => context.Facts.PullRequestNumber is { } number ? $"PR #{number}: " : null;

    /// <exception cref="DistributionException"><see cref="ExitCode.Refused"/>, <see cref="ExitCode.Settings"/>: it is not on the track; or Google could not be reached.</exception>
    public static async Task<PlayPublishOutcome.Published> RunAsync(PlayRun run, SignedPackage package, PlayPackage play, bool isNumberCounted, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(run, package, play, cancellationToken);
        var outcome = await new PlayPublishing(run.Session.Api).PublishAsync(
            plan, run.Resume.Publication, record => run.Save(run.Resume with { Publication = record, RejectedBuildNumber = null }), run.Context.Progress, cancellationToken);
        switch (outcome)
        {
            case PlayPublishOutcome.Published published:
                Tell(run, published);
                return published;
            case PlayPublishOutcome.VersionCodeUsed used:
                Reject(run, package);
                throw new DistributionException(ExitCode.Refused, PlayFaults.VersionCodeUsed(used.VersionCode, used.Next, isNumberCounted, used.Failure));
            case PlayPublishOutcome.Superseded superseded:
                Reject(run, package);
                throw new DistributionException(ExitCode.Refused, PlayFaults.Superseded(superseded.VersionCode, superseded.Serving, plan.Track, isNumberCounted));
            case PlayPublishOutcome.TrackMissing missing:
                throw new DistributionException(ExitCode.Settings, PlayFaults.NoTrack(missing.Track, missing.Tracks, missing.Nearest));
            case PlayPublishOutcome.InReview review:
                throw new DistributionException(ExitCode.Refused, PlayFaults.InReview(review.Failure));
            default:
                throw new InvalidOperationException("A publication ends in one of five ways.");
        }
    }

    private static async Task<PlayPlan> PlanAsync(PlayRun run, SignedPackage package, PlayPackage play, CancellationToken cancellationToken)
    {
        var settings = run.Settings;
        if (run.Resume.Language is null && PlayNotes.NeedLanguage(settings.Notes))
        {
            // Before the edit that the release is made in: this account has one at a time.
            var ready = await PlayCheck.PreflightAsync(run.Session, play.Name, cancellationToken);
            run.Save(run.Resume with { Language = ready.DefaultLanguage });
        }

        return new PlayPlan
        {
            PackageName = play.Name,
            Package = package.FullPath,
            Digest = package.Digest,
            Kind = play.Kind,
            VersionCode = play.VersionCode,
            Track = settings.Track,
            CreateTrack = settings.CreateTrack,
            Status = settings.Status,
            UserFraction = settings.UserFraction,
            UpdatePriority = settings.UpdatePriority,
            ReleaseName = settings.ReleaseName ?? $"{MarkOf(run.Context)}{package.Info.VersionName} ({package.Info.BuildNumber})",
            Notes = PlayNotes.Read(settings.Notes, run.Resume.Language, run.Context),
            RetainedVersionCodes = settings.RetainedVersionCodes,
            MappingFile = Existing("mapping", settings.Mapping),
            NativeSymbols = Existing("native-symbols", settings.NativeSymbols),
            TesterGroups = settings.Groups,
            RemoveOtherGroups = settings.RemoveGroups,
            CancelReviewInProgress = settings.CancelReview,
            HoldForReview = settings.HoldForReview,
        };
    }

    private static string? Existing(string key, string? path) => path is null || File.Exists(path) ? path : throw new DistributionException(ExitCode.Settings, PlayFaults.FileNotFound(key, path));

    private static void Reject(PlayRun run, SignedPackage package) => run.Save(run.Resume with { Publication = null, RejectedBuildNumber = package.Info.BuildNumber });

    private static void Tell(PlayRun run, PlayPublishOutcome.Published published)
    {
        if (published.WasThere)
        {
            run.Tell.Inform($"Google Play has the release as wanted already, on the track '{PlainText.Clean(published.Release.Track)}'.");
            return;
        }

        foreach (var change in published.Changes)
        {
            var subject = PlainText.Clean(change.Subject ?? "");
            if (Text(change.Kind, subject) is { } text)
            {
                run.Did(text);
            }
            else if (Warning(change.Kind, subject) is { } warning)
            {
                run.Tell.Warn(warning);
            }
        }

        run.Did($"Released {string.Join(", ", published.Release.VersionCodes)} on the track '{PlainText.Clean(published.Release.Track)}'.");
    }

    private static string? Text(PlayChangeKind kind, string subject) => kind switch
    {
        PlayChangeKind.PackageUploaded => "Uploaded the package to Google Play.",
        PlayChangeKind.PackageReused => "Google Play had the package already; it was not uploaded again.",
        PlayChangeKind.TrackCreated => $"Created the closed track '{subject}'.",
        PlayChangeKind.ReleaseReplaced => $"The track no longer serves '{subject}'.",
        PlayChangeKind.GroupAdded => $"Testers of '{subject}' get the track.",
        PlayChangeKind.GroupRemoved => $"Testers of '{subject}' no longer get the track.",
        PlayChangeKind.MappingUploaded => "Uploaded the mapping.",
        PlayChangeKind.NativeSymbolsUploaded => "Uploaded the native symbols.",
        PlayChangeKind.EditRestarted => "Somebody else changed the app at the same time; all was done again.",
        _ => null,
    };

    private static Fault? Warning(PlayChangeKind kind, string subject) => kind switch
    {
        PlayChangeKind.NotesCut => PlayFaults.NotesCut(subject),
        PlayChangeKind.MadeDraft => PlayFaults.MadeDraft(),
        PlayChangeKind.HeldForReview => PlayFaults.HeldForReview(),
        PlayChangeKind.SentForReview => PlayFaults.SentForReview(),
        _ => null,
    };
}
