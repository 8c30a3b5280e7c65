using Google.Apis.AndroidPublisher.v3.Data;

namespace MobileDist.GooglePlay;

/// <summary>
/// Takes a release off its testers. Play never takes an app off a device, and never serves a lower version code again: all
/// that can be done is to halt the release, so that nobody new gets it. A draft is dropped.
/// </summary>
public sealed class PlayWithdrawal(GooglePlayApi api)
{
    /// <param name="packageName">The app.</param>
    /// <param name="track">The track's name.</param>
    /// <param name="versionCode">The release's; null where it is not known.</param>
    /// <param name="name">How the release's name begins, to find it without its version code; null where that is not known either.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DistributionException">Google cannot be reached, or refuses to show the track.</exception>
    public async Task<PlayWithdrawalOutcome> HaltAsync(string packageName, string track, int? versionCode, string? name, CancellationToken cancellationToken)
    {
        PlayPlanCheck.CheckPackageName(packageName);

        // Without an edit first: where there is nothing to do, nobody else's edit is to end.
        var seen = await new ReleaseStates(api).ListAsync(packageName, track, cancellationToken);
        var isSeen = seen.Any(release => versionCode is { } code ? ReleaseStates.Has(release, code) : name is not null && release.ReleaseName?.StartsWith(name, StringComparison.Ordinal) == true);
        return isSeen
            ? await EditWork.RunAsync(api, token => HaltAsync(packageName, track, release => IsIt(release, versionCode, name), token), cancellationToken)
            : new PlayWithdrawalOutcome.NothingThere();
    }

    private static bool IsIt(TrackRelease release, int? versionCode, string? name) => versionCode is { } code
        ? ReleasePlan.Codes(release).Contains(code)
        : name is not null && release.Name?.StartsWith(name, StringComparison.Ordinal) == true;

    private async Task<PlayWithdrawalOutcome> HaltAsync(string packageName, string track, Func<TrackRelease, bool> isIt, CancellationToken cancellationToken)
    {
        var edit = await PlayEdit.OpenAsync(api, packageName, cancellationToken);
        IReadOnlyList<TrackRelease> before = [.. (await edit.FindTrackAsync(track, cancellationToken))?.Releases ?? []];
        var found = before.Where(release => isIt(release) && PlayReleaseStatuses.Parse(release.Status) is not PlayReleaseStatus.Halted).ToList();
        if (found.Count == 0)
        {
            await edit.DiscardAsync(cancellationToken);
            return new PlayWithdrawalOutcome.NothingThere();
        }

        // A track has one halted release at most, and one that is halted takes the place of another that was.
        var served = found.Find(release => PlayReleaseStatuses.Parse(release.Status) is not PlayReleaseStatus.Draft);
        var kept = before.Where(release => !found.Contains(release) && (served is null || PlayReleaseStatuses.Parse(release.Status) is not PlayReleaseStatus.Halted)).ToList();
        if (served is not null)
        {
            served.Status = PlayReleaseStatus.Halted.ToApi();
            kept.Add(served);
        }

        var answer = await edit.UpdateTrackAsync(new Track { TrackValue = track, Releases = kept }, cancellationToken);
        var failure = answer.Failure;
        if (failure is { Kind: PlayFailureKind.EditLost or PlayFailureKind.EditCommitted or PlayFailureKind.Concurrent })
        {
            answer.OrLost(GooglePlayFaults.HaltRelease(track));
        }

        if (failure is null)
        {
            var commit = new EditCommit(api, edit) { IsVisible = _ => Task.FromResult(false), Report = _ => { } };
            failure = await commit.RunAsync(cancellationToken);
        }

        if (failure is null)
        {
            return new PlayWithdrawalOutcome.Halted([.. found.SelectMany(ReleasePlan.Codes).Distinct().Order()]);
        }

        await edit.DiscardAsync(cancellationToken);
        var error = GooglePlayFaults.Refused(GooglePlayFaults.HaltRelease(track), failure);
        return error.ExitCode == ExitCode.Unreachable ? throw error : new PlayWithdrawalOutcome.Refused(error.Faults[0]);
    }
}
