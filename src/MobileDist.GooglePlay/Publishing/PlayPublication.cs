using System.Collections.Immutable;
using Google.Apis.AndroidPublisher.v3;
using Google.Apis.AndroidPublisher.v3.Data;

namespace MobileDist.GooglePlay;

/// <summary>One publication: the whole of it in one edit, which may have to be done more than once.</summary>
internal sealed class PlayPublication(GooglePlayApi api, PlayPlan plan, PlayFile file, PlayRecord record, Action<PlayRecord> save, IProgress<WorkProgress>? progress)
{
    private readonly List<PlayChange> _changes = [];
    private readonly PlayUploads _uploads = new(api);
    private PlayRecord _record = record;
    private PlayReleaseStatus _status = plan.Status;
    private bool _isOpened;

    public async Task<PlayPublishOutcome> RunAsync(CancellationToken cancellationToken)
    {
        _changes.Clear();
        _status = plan.Status;
        var edit = await OpenAsync(cancellationToken);
        try
        {
            var outcome = await WorkAsync(edit, cancellationToken);
            if (outcome is not PlayPublishOutcome.Published { WasThere: false })
            {
                await edit.DiscardAsync(cancellationToken);
                Save(_record with { EditId = null });
            }

            return outcome is PlayPublishOutcome.Published published ? published with { Record = _record } : outcome;
        }
        catch (DistributionException error) when (error.ExitCode is not ExitCode.Unreachable)
        {
            // Nothing can come of it; left open it would only be in the next one's way.
            await edit.DiscardAsync(cancellationToken);
            throw;
        }
    }

    private async Task<PlayEdit> OpenAsync(CancellationToken cancellationToken)
    {
        if (!_isOpened && _record.EditId is { } id && await PlayEdit.FindAsync(api, plan.PackageName, id, cancellationToken) is { } found)
        {
            _isOpened = true;
            return found;
        }

        if (_isOpened)
        {
            _changes.Add(new PlayChange(PlayChangeKind.EditRestarted));
        }

        var edit = await PlayEdit.OpenAsync(api, plan.PackageName, cancellationToken);
        _isOpened = true;
        Save(_record.WithoutEdit() with { EditId = edit.Id });
        return edit;
    }

    private async Task<PlayPublishOutcome> WorkAsync(PlayEdit edit, CancellationToken cancellationToken)
    {
        var tracks = await edit.TracksAsync(cancellationToken);
        var track = tracks.FirstOrDefault(one => string.Equals(one.TrackValue, plan.Track, StringComparison.Ordinal)) ?? await edit.FindTrackAsync(plan.Track, cancellationToken);
        if (track is null && !PlayTracks.IsBuiltIn(plan.Track))
        {
            if (!plan.CreateTrack)
            {
                var names = tracks.Select(one => one.TrackValue!).ToImmutableArray();
                return new PlayPublishOutcome.TrackMissing(plan.Track, names, NearestName.To(plan.Track, names));
            }

            await edit.CreateTrackAsync(plan.Track, cancellationToken);
            _changes.Add(new PlayChange(PlayChangeKind.TrackCreated, plan.Track));
        }

        IReadOnlyList<TrackRelease> before = [.. (track?.Releases ?? []).Where(release => release is not null)];
        if (plan.Status is not PlayReleaseStatus.Draft && ReleasePlan.ServedAbove(before, plan) is { } serving)
        {
            return new PlayPublishOutcome.Superseded(plan.VersionCode, serving);
        }

        if (await PackageAsync(edit, tracks, cancellationToken) is { } taken)
        {
            return taken;
        }

        if (!(_changes.Exists(change => change.Kind is PlayChangeKind.PackageReused) && ReleasePlan.IsThere(before, ReleasePlan.Release(plan, _record.VersionCode!.Value, _status))))
        {
            await SymbolsAsync(edit, cancellationToken);
        }

        var release = await WriteTrackAsync(edit, before, cancellationToken);
        await TestersAsync(edit, cancellationToken);
        return plan.ValidateOnly ? await ValidateAsync(edit, release, cancellationToken) : await CommitAsync(edit, before, release, cancellationToken);
    }

    /// <summary>Has the package in the edit; the outcome where its version code is another's.</summary>
    private async Task<PlayPublishOutcome?> PackageAsync(PlayEdit edit, ImmutableArray<Track> tracks, CancellationToken cancellationToken)
    {
        // Also in an edit that goes on: an answer to the upload may have been lost.
        var stored = await edit.PackagesAsync(cancellationToken);
        if (stored.FirstOrDefault(package => string.Equals(package.Sha256, _record.Digest, StringComparison.Ordinal)) is { } same)
        {
            _changes.Add(new PlayChange(_record.VersionCode is null ? PlayChangeKind.PackageReused : PlayChangeKind.PackageUploaded));
            Save(_record with { VersionCode = same.VersionCode });
            return null;
        }

        var next = PlayVersionCodes.Next(tracks, stored);
        if (stored.Any(package => package.VersionCode == plan.VersionCode))
        {
            return new PlayPublishOutcome.VersionCodeUsed(plan.VersionCode, next, GooglePlayFaults.KnownVersionCode(plan.VersionCode));
        }

        var answer = await UploadAsync(edit, cancellationToken);
        if (answer.Failure is { Kind: PlayFailureKind.VersionCodeUsed } used)
        {
            return new PlayPublishOutcome.VersionCodeUsed(plan.VersionCode, Math.Max(next, plan.VersionCode + 1L), used);
        }

        var uploaded = answer.OrLost(GooglePlayFaults.Upload(plan.Package));
        if (uploaded.Sha256 is { } digest && !string.Equals(digest, _record.Digest, StringComparison.OrdinalIgnoreCase))
        {
            throw GooglePlayFaults.ArrivedDamaged(plan.Package, _record.Digest, digest);
        }

        _changes.Add(new PlayChange(PlayChangeKind.PackageUploaded));
        Save(_record with { VersionCode = uploaded.VersionCode });
        return null;
    }

    private async Task<PlayAnswer<StoredPackage>> UploadAsync(PlayEdit edit, CancellationToken cancellationToken)
    {
        if (plan.Kind is PlayPackageKind.Bundle)
        {
            var bundle = await _uploads.SendAsync<Bundle>(
                file, (service, stream) => service.Edits.Bundles.Upload(edit.PackageName, edit.Id, stream, PlayUploads.ContentType), digest: null, progress, cancellationToken);
            return bundle.Map(one => new StoredPackage(one.VersionCode ?? plan.VersionCode, one.Sha256));
        }

        var apk = await _uploads.SendAsync<Apk>(
            file, (service, stream) => service.Edits.Apks.Upload(edit.PackageName, edit.Id, stream, PlayUploads.ContentType), digest: null, progress, cancellationToken);
        return apk.Map(one => new StoredPackage(one.VersionCode ?? plan.VersionCode, one.Binary?.Sha256));
    }

    private async Task SymbolsAsync(PlayEdit edit, CancellationToken cancellationToken)
    {
        if (plan.MappingFile is { } mapping && !_record.HasMapping)
        {
            await SymbolAsync(edit, mapping, EditsResource.DeobfuscationfilesResource.UploadMediaUpload.DeobfuscationFileTypeEnum.Proguard, cancellationToken);
            Save(_record with { HasMapping = true });
        }

        if (plan.NativeSymbols is { } symbols && !_record.HasNativeSymbols)
        {
            await SymbolAsync(edit, symbols, EditsResource.DeobfuscationfilesResource.UploadMediaUpload.DeobfuscationFileTypeEnum.NativeCode, cancellationToken);
            Save(_record with { HasNativeSymbols = true });
        }

        if (_record.HasMapping)
        {
            _changes.Add(new PlayChange(PlayChangeKind.MappingUploaded));
        }

        if (_record.HasNativeSymbols)
        {
            _changes.Add(new PlayChange(PlayChangeKind.NativeSymbolsUploaded));
        }
    }

    private async Task SymbolAsync(PlayEdit edit, string path, EditsResource.DeobfuscationfilesResource.UploadMediaUpload.DeobfuscationFileTypeEnum type, CancellationToken cancellationToken)
    {
        using var symbols = PlayFile.Open(path, UploadLimits.Symbols);
        var answer = await _uploads.SendAsync<DeobfuscationFilesUploadResponse>(
            symbols,
            (service, stream) => service.Edits.Deobfuscationfiles.Upload(edit.PackageName, edit.Id, _record.VersionCode!.Value, type, stream, PlayUploads.ContentType),
            digest: null,
            progress,
            cancellationToken);
        answer.OrLost(GooglePlayFaults.Upload(path));
    }

    /// <summary>Writes the release where it is not there as wanted.</summary>
    private async Task<TrackRelease> WriteTrackAsync(PlayEdit edit, IReadOnlyList<TrackRelease> before, CancellationToken cancellationToken)
    {
        var wanted = ReleasePlan.Release(plan, _record.VersionCode!.Value, _status);
        if (ReleasePlan.IsThere(before, wanted))
        {
            return wanted;
        }

        var kept = ReleasePlan.Kept(before, wanted);
        var answer = await edit.UpdateTrackAsync(new Track { TrackValue = plan.Track, Releases = [.. kept, wanted] }, cancellationToken);
        if (answer.Failure is { Kind: PlayFailureKind.DraftAppOnly } && _status is not PlayReleaseStatus.Draft)
        {
            return await WriteDraftAsync(edit, before, cancellationToken);
        }

        answer.OrLost(GooglePlayFaults.WriteTrack(plan.Track));
        _changes.AddRange(before.Except(kept).Where(release => !ReleasePlan.Codes(release).SetEquals(ReleasePlan.Codes(wanted)))
            .Select(release => new PlayChange(PlayChangeKind.ReleaseReplaced, release.Name ?? string.Join(", ", ReleasePlan.Codes(release)))));
        _changes.AddRange(ReleasePlan.CutNotes(plan).Select(language => new PlayChange(PlayChangeKind.NotesCut, language)));
        return wanted;
    }

    private Task<TrackRelease> WriteDraftAsync(PlayEdit edit, IReadOnlyList<TrackRelease> before, CancellationToken cancellationToken)
    {
        _status = PlayReleaseStatus.Draft;
        _changes.RemoveAll(change => change.Kind is PlayChangeKind.ReleaseReplaced or PlayChangeKind.NotesCut);
        _changes.Add(new PlayChange(PlayChangeKind.MadeDraft));
        return WriteTrackAsync(edit, before, cancellationToken);
    }

    private async Task TestersAsync(PlayEdit edit, CancellationToken cancellationToken)
    {
        if (plan.TesterGroups.IsEmpty)
        {
            return;
        }

        var merge = GroupMerge.Of(await edit.GroupsAsync(plan.Track, cancellationToken), plan.TesterGroups, plan.RemoveOtherGroups);
        if (merge.ChangesNothing)
        {
            return;
        }

        await edit.SetGroupsAsync(plan.Track, merge.Groups, cancellationToken);
        _changes.AddRange(merge.Added.Select(group => new PlayChange(PlayChangeKind.GroupAdded, group)));
        _changes.AddRange(merge.Removed.Select(group => new PlayChange(PlayChangeKind.GroupRemoved, group)));
    }

    private async Task<PlayPublishOutcome> ValidateAsync(PlayEdit edit, TrackRelease release, CancellationToken cancellationToken)
    {
        await edit.ValidateAsync(cancellationToken);
        return new PlayPublishOutcome.Validated(Shown(release), [.. _changes]);
    }

    private async Task<PlayPublishOutcome> CommitAsync(PlayEdit edit, IReadOnlyList<TrackRelease> before, TrackRelease release, CancellationToken cancellationToken)
    {
        var versionCode = _record.VersionCode!.Value;
        if (ReleasePlan.IsThere(before, release) && !_changes.Exists(change => change.Kind is not (PlayChangeKind.PackageReused or PlayChangeKind.EditRestarted)))
        {
            Save(_record with { IsCommitted = true, Wanted = PlanDigest.Of(plan) });
            return new PlayPublishOutcome.Published(Shown(release), _record, [], WasThere: true);
        }

        Save(_record with { IsCommitBegun = true, Wanted = PlanDigest.Of(plan) });
        var wasVisible = before.Any(one => ReleasePlan.Codes(one).Contains(versionCode));
        var commit = new EditCommit(api, edit)
        {
            HoldForReview = plan.HoldForReview,
            CancelsReview = plan.CancelReviewInProgress,
            IsVisible = async token => !wasVisible && await new ReleaseStates(api).HasAsync(plan.PackageName, plan.Track, versionCode, token),
            MakeDraft = _status is PlayReleaseStatus.Draft ? null : async token => release = await WriteDraftAsync(edit, before, token),
            Report = _changes.Add,
        };
        switch (await commit.RunAsync(cancellationToken))
        {
            case null:
                Save(_record with { EditId = null, IsCommitted = true });
                return new PlayPublishOutcome.Published(Shown(release), _record, [.. _changes], WasThere: false);
            case { Kind: PlayFailureKind.InReview } failure:
                return new PlayPublishOutcome.InReview(failure);
            case var failure:
                throw GooglePlayFaults.Refused(GooglePlayFaults.CommitEdit, failure);
        }
    }

    private PlayRelease Shown(TrackRelease release) => new(plan.Track, release.Name, [.. ReleasePlan.Codes(release).Order()], PlayReleaseStatuses.Parse(release.Status));

    private void Save(PlayRecord changed)
    {
        _record = changed;
        save(changed);
    }
}
