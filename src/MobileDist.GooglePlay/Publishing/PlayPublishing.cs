using System.Collections.Immutable;

namespace MobileDist.GooglePlay;

/// <summary>
/// Brings a package onto a track, with its texts, symbols and testers, in one edit
/// (https://developers.google.com/android-publisher/edits).
/// </summary>
public sealed class PlayPublishing(GooglePlayApi api)
{
    /// <summary>
    /// Publishes, or goes on with it, or finds that all is as wanted. When another edit of the same account ends this one
    /// it is all done again; what a review does afterwards is <see cref="PlayProofReader"/>'s to tell.
    /// </summary>
    /// <param name="plan">What is wanted.</param>
    /// <param name="record">What <paramref name="save"/> got last in a run before, if any; of another package or track it is ignored.</param>
    /// <param name="save">Gets the record after every step.</param>
    /// <param name="progress">Hears of bytes.</param>
    /// <param name="cancellationToken">Stops it; a later run goes on.</param>
    /// <exception cref="DistributionException">The plan or a file is unfit, Google refuses or cannot be reached.</exception>
    public async Task<PlayPublishOutcome> PublishAsync(
        PlayPlan plan, PlayRecord? record, Action<PlayRecord> save, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        PlayPlanCheck.Check(plan);
        using var file = PlayFile.Open(plan.Package, plan.Kind is PlayPackageKind.Bundle ? UploadLimits.Bundle : UploadLimits.Apk);
        var fresh = new PlayRecord { PackageName = plan.PackageName, Track = plan.Track, Digest = plan.Digest?.ToLowerInvariant() ?? await file.DigestAsync(cancellationToken) };
        var known = record is not null && record.WithoutEdit() == fresh ? record : fresh;
        if (await FindFinishedAsync(plan, known, cancellationToken) is { } finished)
        {
            save(known with { EditId = null, IsCommitted = true });
            return finished;
        }

        var publication = new PlayPublication(api, plan, file, known with { IsCommitted = false }, save, progress);
        return await EditWork.RunAsync(api, publication.RunAsync, cancellationToken);
    }

    /// <summary>An earlier run's commit, of whose end nothing is known, or which succeeded.</summary>
    private async Task<PlayPublishOutcome?> FindFinishedAsync(PlayPlan plan, PlayRecord known, CancellationToken cancellationToken)
    {
        if (known.VersionCode is not { } versionCode || !(known.IsCommitBegun || known.IsCommitted) || plan.ValidateOnly
            || !string.Equals(known.Wanted, PlanDigest.Of(plan), StringComparison.Ordinal))
        {
            return null;
        }

        if (!known.IsCommitted && known.EditId is { } editId && await PlayEdit.FindAsync(api, plan.PackageName, editId, cancellationToken) is not null)
        {
            return null;
        }

        var releases = await new ReleaseStates(api).ListAsync(plan.PackageName, plan.Track, cancellationToken);
        if (releases.FirstOrDefault(release => ReleaseStates.Has(release, versionCode)) is not { } found)
        {
            return null;
        }

        var status = PlayReleaseStates.Parse(found.ReleaseLifecycleState) is PlayReleaseState.Draft ? PlayReleaseStatus.Draft : plan.Status;
        var release = new PlayRelease(plan.Track, found.ReleaseName, [.. (found.ActiveArtifacts ?? []).Select(artifact => (long?)artifact?.VersionCode).OfType<long>()], status);
        return new PlayPublishOutcome.Published(release, known with { EditId = null, IsCommitted = true }, ImmutableArray<PlayChange>.Empty, WasThere: true);
    }
}
