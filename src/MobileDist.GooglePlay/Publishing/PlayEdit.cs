using System.Collections.Immutable;
using Google.Apis.AndroidPublisher.v3;
using Google.Apis.AndroidPublisher.v3.Data;

namespace MobileDist.GooglePlay;

/// <summary>An open edit. All in it may be done twice without harm but its commit.</summary>
internal sealed class PlayEdit
{
    private readonly GooglePlayApi _api;

    private PlayEdit(GooglePlayApi api, string packageName, string id)
    {
        _api = api;
        PackageName = packageName;
        Id = id;
    }

    public string Id { get; }

    public string PackageName { get; }

    private EditsResource Edits => _api.Service.Edits;

    /// <summary>A new one; it ends whichever this account had open for the app.</summary>
    public static async Task<PlayEdit> OpenAsync(GooglePlayApi api, string packageName, CancellationToken cancellationToken)
    {
        var answer = await api.SendAsync(api.Service.Edits.Insert(new AppEdit(), packageName), cancellationToken);
        var id = answer.OrLost(GooglePlayFaults.OpenEdit)?.Id;
        return string.IsNullOrEmpty(id) ? throw GooglePlayFaults.BadAnswer(GooglePlayFaults.OpenEdit) : new PlayEdit(api, packageName, id);
    }

    /// <summary>One that an earlier run left open; null when it is no more.</summary>
    public static async Task<PlayEdit?> FindAsync(GooglePlayApi api, string packageName, string id, CancellationToken cancellationToken)
    {
        var edit = new PlayEdit(api, packageName, id);
        return await edit.IsOpenAsync(cancellationToken) ? edit : null;
    }

    public async Task<bool> IsOpenAsync(CancellationToken cancellationToken)
    {
        var answer = await _api.SendAsync(Edits.Get(PackageName, Id), cancellationToken);
        if (answer.Failure?.Kind is PlayFailureKind.Missing or PlayFailureKind.EditLost or PlayFailureKind.EditCommitted or PlayFailureKind.Refused or PlayFailureKind.PreconditionFailed)
        {
            return false;
        }

        answer.OrThrow(GooglePlayFaults.ReadEdit);
        return true;
    }

    public async Task<ImmutableArray<Track>> TracksAsync(CancellationToken cancellationToken)
    {
        var list = (await _api.SendAsync(Edits.Tracks.List(PackageName, Id), cancellationToken)).OrLost(GooglePlayFaults.ReadTracks);
        return [.. list?.Tracks?.Where(track => track?.TrackValue is not null) ?? []];
    }

    /// <summary>The track; null when there is none, or nothing was ever on it.</summary>
    public async Task<Track?> FindTrackAsync(string track, CancellationToken cancellationToken)
    {
        var answer = await _api.SendAsync(Edits.Tracks.Get(PackageName, Id, track), cancellationToken);
        return answer.Failure?.Kind is PlayFailureKind.TrackMissing or PlayFailureKind.Missing ? null : answer.OrLost(GooglePlayFaults.ReadTracks);
    }

    public async Task CreateTrackAsync(string track, CancellationToken cancellationToken)
    {
        var formFactor = track.Split(':') switch
        {
            ["wear", _] => "WEAR",
            ["automotive", _] => "AUTOMOTIVE",
            _ => "DEFAULT",
        };
        var answer = await _api.SendAsync(Edits.Tracks.Create(new TrackConfig { Track = track, Type = "CLOSED_TESTING", FormFactor = formFactor }, PackageName, Id), cancellationToken);
        if (answer.Failure is { Kind: PlayFailureKind.Refused or PlayFailureKind.Unreachable }
            && (await TracksAsync(cancellationToken)).Any(one => string.Equals(one.TrackValue, track, StringComparison.Ordinal)))
        {
            // The answer to a try before was lost, so this one found it there.
            return;
        }

        answer.OrLost(GooglePlayFaults.CreateTrack(track));
    }

    public Task<PlayAnswer<Track>> UpdateTrackAsync(Track track, CancellationToken cancellationToken) =>
        _api.SendAsync(Edits.Tracks.Update(track, PackageName, Id, track.TrackValue!), cancellationToken);

    /// <summary>All packages that Google has of the app, on a track or not.</summary>
    public async Task<ImmutableArray<StoredPackage>> PackagesAsync(CancellationToken cancellationToken)
    {
        var bundles = (await _api.SendAsync(Edits.Bundles.List(PackageName, Id), cancellationToken)).OrLost(GooglePlayFaults.ReadPackages);
        var apks = (await _api.SendAsync(Edits.Apks.List(PackageName, Id), cancellationToken)).OrLost(GooglePlayFaults.ReadPackages);
        return
        [
            .. (bundles?.Bundles ?? []).Where(bundle => bundle?.VersionCode is not null).Select(bundle => new StoredPackage(bundle.VersionCode!.Value, bundle.Sha256?.ToLowerInvariant())),
            .. (apks?.Apks ?? []).Where(apk => apk?.VersionCode is not null).Select(apk => new StoredPackage(apk.VersionCode!.Value, apk.Binary?.Sha256?.ToLowerInvariant())),
        ];
    }

    public async Task<ImmutableArray<string>> GroupsAsync(string track, CancellationToken cancellationToken)
    {
        var answer = await _api.SendAsync(Edits.Testers.Get(PackageName, Id, track), cancellationToken);
        var testers = answer.Failure?.Kind is PlayFailureKind.TrackMissing or PlayFailureKind.Missing ? null : answer.OrLost(GooglePlayFaults.ReadGroups(track));
        return [.. (testers?.GoogleGroups ?? []).Where(group => !string.IsNullOrWhiteSpace(group))];
    }

    public async Task SetGroupsAsync(string track, ImmutableArray<string> groups, CancellationToken cancellationToken) =>
        (await _api.SendAsync(Edits.Testers.Update(new Testers { GoogleGroups = [.. groups] }, PackageName, Id, track), cancellationToken)).OrLost(GooglePlayFaults.WriteGroups(track));

    /// <summary>The language of the store listing that everybody gets who has no other; null where Google does not say.</summary>
    public async Task<string?> DefaultLanguageAsync(CancellationToken cancellationToken) =>
        (await _api.SendAsync(Edits.Details.Get(PackageName, Id), cancellationToken)).OrLost(GooglePlayFaults.ReadDetails)?.DefaultLanguage;

    public async Task ValidateAsync(CancellationToken cancellationToken) =>
        (await _api.SendAsync(Edits.Validate(PackageName, Id), cancellationToken)).OrLost(GooglePlayFaults.ValidateEdit);

    public Task<PlayAnswer<AppEdit>> CommitAsync(bool? isHeld, bool cancelsReview, CancellationToken cancellationToken)
    {
        var request = Edits.Commit(PackageName, Id);
        request.ChangesNotSentForReview = isHeld;
        request.ChangesInReviewBehavior = cancelsReview
            ? EditsResource.CommitRequest.ChangesInReviewBehaviorEnum.CANCELINREVIEWANDSUBMIT
            : EditsResource.CommitRequest.ChangesInReviewBehaviorEnum.ERRORIFINREVIEW;
        return _api.SendAsync(request, cancellationToken, isReplayable: false);
    }

    /// <summary>Drops it with all that is in it. That it cannot be dropped is no failure: it ends by itself.</summary>
    public Task DiscardAsync(CancellationToken cancellationToken) => _api.SendAsync(Edits.Delete(PackageName, Id), cancellationToken);
}
