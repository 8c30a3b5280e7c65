using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;

namespace MobileDist.AppStoreConnect;

/// <summary>Uploads packages (https://developer.apple.com/documentation/appstoreconnectapi/build-uploads): reserve, send the parts, commit.</summary>
public sealed class BuildUploads(AppStoreConnectApi api)
{
    // As many as Apple's own tool sends at a time.
    private const int PartsAtATime = 6;

    private static readonly TimeSpan LongestCommit = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Uploads a package, or goes on with an upload of it. Apple's having it ends the work: the waiting is
    /// <see cref="BuildWaiting"/>'s.
    /// </summary>
    /// <param name="package">What to upload.</param>
    /// <param name="record">What <paramref name="save"/> got last in a run before, if any; of another package it is ignored.</param>
    /// <param name="save">Gets the record after every step, one call at a time.</param>
    /// <param name="progress">Hears of bytes.</param>
    /// <param name="cancellationToken">Stops it; a later run goes on.</param>
    /// <exception cref="DistributionException">Apple refuses, cannot be reached, or the file cannot be read.</exception>
    public async Task<BuildUploadOutcome> UploadAsync(
        BuildPackage package, BuildUploadRecord? record, Action<BuildUploadRecord> save, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        using var file = Open(package.Path, out var size);
        var (known, fileResource) = await ResumeAsync(package, record, size, cancellationToken);
        var isResumed = known is not null;
        if (known is null)
        {
            var created = await CreateAsync(package, size, save, cancellationToken);
            if (created.Outcome is { } outcome)
            {
                return outcome;
            }

            known = created.Record!;
        }

        if (known.IsCommitted)
        {
            save(known);
            return new BuildUploadOutcome.Uploaded(known, WasThere: true);
        }

        fileResource ??= await CreateFileAsync(known, Path.GetFileName(package.Path), cancellationToken);
        known = known with { FileId = fileResource.Id };
        save(known);
        var parts = UploadPart.Read(fileResource, size) ?? throw AppStoreConnectFaults.BadParts();
        var work = $"Uploading {Path.GetFileName(package.Path)}";
        var (sent, lost) = await SendPartsAsync(known, parts, file, save, new WorkProgress(work, 0, size), progress, cancellationToken);
        if (lost is { Outcome: PartOutcome.Expired } && isResumed)
        {
            // Its addresses stay as they are, so that going on with it would end here each time.
            return await UploadAsync(package, record: null, save, progress, cancellationToken);
        }

        known = lost is null ? sent : throw AppStoreConnectFaults.PartLost(lost.Value.Offset, lost.Value.Outcome);
        await CommitAsync(known, cancellationToken);
        known = known with { IsCommitted = true };
        save(known);
        return new BuildUploadOutcome.Uploaded(known, WasThere: false);
    }

    private static SafeFileHandle Open(string path, out long size)
    {
        try
        {
            var file = File.OpenHandle(path);
            size = RandomAccess.GetLength(file);
            if (size == 0)
            {
                file.Dispose();
                throw AppStoreConnectFaults.CannotRead(path, "it is empty", null);
            }

            return file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw AppStoreConnectFaults.CannotRead(path, error.Message, error);
        }
    }

    /// <summary>The upload to go on with, and its file when Apple knows of it; null when there has to be a new one.</summary>
    private async Task<(BuildUploadRecord? Record, AppleResource? File)> ResumeAsync(BuildPackage package, BuildUploadRecord? record, long size, CancellationToken cancellationToken)
    {
        if (record is null || record.Identity != package.Identity || record.FileSize != size || !string.Equals(record.Digest, package.Digest, StringComparison.Ordinal))
        {
            return (null, null);
        }

        var upload = (await api.FindAsync($"v1/buildUploads/{Uri.EscapeDataString(record.UploadId)}", AppStoreConnectFaults.ReadUpload, cancellationToken))?.One;
        if (upload is null)
        {
            return (null, null);
        }

        var state = BuildUploadState.Of(upload);
        if (!state.IsAwaiting)
        {
            return (state.IsTaken ? record with { IsCommitted = true } : null, null);
        }

        if (record.FileId is null)
        {
            return (record with { IsCommitted = false }, await FileOfAsync(record, cancellationToken));
        }

        var file = (await api.FindAsync($"v1/buildUploadFiles/{Uri.EscapeDataString(record.FileId)}", AppStoreConnectFaults.ReadUpload, cancellationToken))?.One;
        if (file is not null && IsDelivered(file))
        {
            return (record with { IsCommitted = true }, file);
        }

        var now = api.Time.GetUtcNow();
        return file is not null && UploadPart.Read(file, size) is { } parts && parts.All(part => part.Expires is not { } end || end > now) ? (record with { IsCommitted = false }, file) : (null, null);
    }

    private async Task<(BuildUploadRecord? Record, BuildUploadOutcome? Outcome)> CreateAsync(BuildPackage package, long size, Action<BuildUploadRecord> save, CancellationToken cancellationToken)
    {
        BuildUploadRecord RecordOf(AppleResource upload, bool isCommitted) =>
            new() { Identity = package.Identity, UploadId = upload.Id, FileSize = size, Digest = package.Digest, IsCommitted = isCommitted };

        foreach (var upload in await SameNumberAsync(package.Identity, cancellationToken))
        {
            var state = BuildUploadState.Of(upload);
            if (state.IsTaken)
            {
                // A number can be used once only. What another job uploaded under it must not go to testers as ours.
                return await SizeOfAsync(upload.Id, cancellationToken) is { } other && other != size
                    ? (null, await UsedAsync(package.Identity, package.Identity.BuildNumber, [], cancellationToken))
                    : (RecordOf(upload, isCommitted: true), null);
            }

            if (state.IsAwaiting)
            {
                // Half of some run before, of which nothing is known: in its place comes a whole one.
                (await DeleteAsync(upload.Id, cancellationToken)).OrThrow(AppStoreConnectFaults.DropUpload);
            }
        }

        var body = new AppleBody("buildUploads")
            .Set("cfBundleShortVersionString", package.Identity.Version)
            .Set("cfBundleVersion", package.Identity.BuildNumber)
            .Set("platform", package.Identity.Platform.ToApi())
            .One("app", "apps", package.Identity.AppId);
        var answer = await api.WriteAsync(
            new AppleRequest(HttpMethod.Post, "v1/buildUploads", body.ToBytes()),
            async token => (await SameNumberAsync(package.Identity, token)).Find(upload => BuildUploadState.Of(upload).IsAwaiting) is { } made ? AppleDocument.Of(made) : null,
            cancellationToken);
        switch (answer.Refusal)
        {
            case { Kind: AppleFailureKind.BuildNumberUsed } failure:
                return (null, await UsedAsync(package.Identity, failure.PreviousBuildNumber, failure.Errors, cancellationToken));
            case { Kind: AppleFailureKind.DailyUploadLimit } failure:
                return (null, new BuildUploadOutcome.DailyLimit(failure.Errors));
            default:
                var created = RecordOf(answer.OrThrow(AppStoreConnectFaults.CreateUpload).One ?? throw AppStoreConnectFaults.BadAnswer(AppStoreConnectFaults.CreateUpload), isCommitted: false);
                save(created);
                return (created, null);
        }
    }

    private async Task<BuildUploadOutcome> UsedAsync(BuildIdentity identity, string? previous, ImmutableArray<AppleError> errors, CancellationToken cancellationToken) =>
        new BuildUploadOutcome.BuildNumberUsed(previous, await new AppleBuilds(api).NextNumberAsync(identity.AppId, identity.Version, identity.Platform, cancellationToken, previous), errors);

    /// <summary>The size of an upload's package; null when Apple does not say.</summary>
    private async Task<long?> SizeOfAsync(string uploadId, CancellationToken cancellationToken)
    {
        var list = await api.ListAsync(
            new AppleQuery($"v1/buildUploads/{Uri.EscapeDataString(uploadId)}/buildUploadFiles").InPages().ToString(), AppStoreConnectFaults.ReadUpload, cancellationToken);
        return list.Data.FirstOrDefault(file => file.Text("assetType") is "ASSET")?.Number("fileSize");
    }

    /// <summary>Uploads of exactly this version, number and platform, the newest first.</summary>
    private async Task<List<AppleResource>> SameNumberAsync(BuildIdentity identity, CancellationToken cancellationToken)
    {
        var query = new AppleQuery($"v1/apps/{Uri.EscapeDataString(identity.AppId)}/buildUploads")
            .Filter("cfBundleShortVersionString", identity.Version)
            .Filter("cfBundleVersion", identity.BuildNumber)
            .Filter("platform", identity.Platform.ToApi())
            .With("sort", "-uploadedDate")
            .InPages();
        var list = await api.ListAsync(query.ToString(), AppStoreConnectFaults.ReadUpload, cancellationToken);
        return [.. list.Data.Where(upload =>
            string.Equals(upload.Text("cfBundleVersion"), identity.BuildNumber, StringComparison.Ordinal)
            && string.Equals(upload.Text("cfBundleShortVersionString"), identity.Version, StringComparison.Ordinal)
            && (upload.Text("platform") is not { } platform || string.Equals(platform, identity.Platform.ToApi(), StringComparison.Ordinal)))];
    }

    private Task<AppleAnswer> DeleteAsync(string uploadId, CancellationToken cancellationToken)
    {
        var path = $"v1/buildUploads/{Uri.EscapeDataString(uploadId)}";
        return api.WriteAsync(
            new AppleRequest(HttpMethod.Delete, path),
            async token => await api.FindAsync(path, AppStoreConnectFaults.DropUpload, token) is null ? AppleDocument.Empty : null,
            cancellationToken);
    }

    private async Task<AppleResource> CreateFileAsync(BuildUploadRecord record, string fileName, CancellationToken cancellationToken)
    {
        var body = new AppleBody("buildUploadFiles")
            .Set("assetType", "ASSET")
            .Set("fileName", fileName)
            .Set("fileSize", record.FileSize)
            .Set("uti", record.Identity.Platform is ApplePlatform.MacOs ? "com.apple.pkg" : "com.apple.ipa")
            .One("buildUpload", "buildUploads", record.UploadId);
        var answer = await api.WriteAsync(
            new AppleRequest(HttpMethod.Post, "v1/buildUploadFiles", body.ToBytes()) { IsAboutNewThing = true },
            async token => await FileOfAsync(record, token) is { } made ? AppleDocument.Of(made) : null,
            cancellationToken);
        return answer.OrThrow(AppStoreConnectFaults.CreateUpload).One ?? throw AppStoreConnectFaults.BadAnswer(AppStoreConnectFaults.CreateUpload);
    }

    private async Task<AppleResource?> FileOfAsync(BuildUploadRecord record, CancellationToken cancellationToken)
    {
        var list = await api.ListAsync(
            new AppleQuery($"v1/buildUploads/{Uri.EscapeDataString(record.UploadId)}/buildUploadFiles").InPages().ToString(), AppStoreConnectFaults.ReadUpload, cancellationToken);
        return list.Data.FirstOrDefault(file => file.Text("assetType") is "ASSET" && file.Number("fileSize") == record.FileSize);
    }

    /// <returns>The record with all that has arrived, and the part that could not be sent; null when all have arrived.</returns>
    private async Task<(BuildUploadRecord Record, (long Offset, PartOutcome Outcome)? Lost)> SendPartsAsync(
        BuildUploadRecord record, ImmutableArray<UploadPart> parts, SafeFileHandle file, Action<BuildUploadRecord> save, WorkProgress start, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var gate = new Lock();
        var missing = parts.Where(part => !record.DoneParts.Contains(part.Offset)).ToList();
        var done = start.Total - missing.Sum(part => part.Length);
        progress?.Report(start with { Done = done });
        (long, PartOutcome)? lost = null;
        using var sender = new PartSender(api);
        await Parallel.ForEachAsync(missing, new ParallelOptions { MaxDegreeOfParallelism = PartsAtATime, CancellationToken = cancellationToken }, async (part, token) =>
        {
            lock (gate)
            {
                if (lost is not null)
                {
                    return;
                }
            }

            var outcome = await sender.SendAsync(part, file, token);
            lock (gate)
            {
                if (outcome is not PartOutcome.Arrived)
                {
                    lost ??= (part.Offset, outcome);
                    return;
                }

                record = record with { DoneParts = record.DoneParts.Add(part.Offset) };
                done += part.Length;
                save(record);
                progress?.Report(start with { Done = done });
            }
        });
        return (record, lost);
    }

    private async Task CommitAsync(BuildUploadRecord record, CancellationToken cancellationToken)
    {
        // No checksum: Apple refuses those that its own description allows.
        var path = $"v1/buildUploadFiles/{Uri.EscapeDataString(record.FileId!)}";
        var body = new AppleBody("buildUploadFiles", record.FileId).Set("uploaded", value: true);
        var answer = await api.WriteAsync(
            new AppleRequest(HttpMethod.Patch, path, body.ToBytes()) { Limit = LongestCommit },
            async token =>
            {
                var upload = await api.GetAsync($"v1/buildUploads/{Uri.EscapeDataString(record.UploadId)}", AppStoreConnectFaults.CommitUpload, token);
                var file = await api.GetAsync(path, AppStoreConnectFaults.CommitUpload, token);
                return (upload.One is { } one && !BuildUploadState.Of(one).IsAwaiting) || (file.One is { } delivered && IsDelivered(delivered)) ? upload : null;
            },
            cancellationToken);
        answer.OrThrow(AppStoreConnectFaults.CommitUpload);
    }

    private static bool IsDelivered(AppleResource file) => AppleJson.Text(AppleJson.Member(file.Attributes, "assetDeliveryState"), "state") is "UPLOAD_COMPLETE" or "COMPLETE";
}
