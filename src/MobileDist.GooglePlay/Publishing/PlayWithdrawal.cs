using System.Collections.Immutable;
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
        if (!seen.Any(release => versionCode is { } code ? ReleaseStates.Has(release, code) : IsNamed(release.ReleaseName, name)))
        {
            return new PlayWithdrawalOutcome.NothingThere();
        }

        ImmutableArray<long> committed = [];
        return await EditWork.RunAsync(
            api,
            async token =>
            {
                var edit = await PlayEdit.OpenAsync(api, packageName, token);
                IReadOnlyList<TrackRelease> before = [.. ((await edit.FindTrackAsync(track, token))?.Releases ?? []).Where(release => release is not null)];
                var found = before.Where(release => IsIt(release, versionCode, name) && PlayReleaseStatuses.Parse(release.Status) is not PlayReleaseStatus.Halted).ToList();
                if (found.Count == 0)
                {
                    await edit.DiscardAsync(token);

                    // It can be our own doing: the answer to the commit of the try before was lost.
                    return committed.IsEmpty ? new PlayWithdrawalOutcome.NothingThere() : new PlayWithdrawalOutcome.Halted(committed);
                }

                if (await edit.UpdateTrackAsync(new Track { TrackValue = track, Releases = Without(before, found) }, token) is { Failure: { } refusal })
                {
                    return refusal.EndsEdit ? throw new EditLostException(GooglePlayFaults.HaltRelease(track), refusal) : await RefusedAsync(edit, track, refusal, token);
                }

                committed = [.. found.SelectMany(ReleasePlan.Codes).Distinct().Order()];
                var commit = new EditCommit(api, edit) { IsVisible = _ => Task.FromResult(false), Report = _ => { } };
                return await commit.RunAsync(token) is { } failure ? await RefusedAsync(edit, track, failure, token) : new PlayWithdrawalOutcome.Halted(committed);
            },
            cancellationToken);
    }

    private static bool IsNamed(string? release, string? name) => name is not null && release?.StartsWith(name, StringComparison.Ordinal) == true;

    private static bool IsIt(TrackRelease release, int? versionCode, string? name) =>
        versionCode is { } code ? ReleasePlan.Codes(release).Contains(code) : IsNamed(release.Name, name);

    // A track has one halted release at most, and one that is halted takes the place of another that was.
    private static List<TrackRelease> Without(IReadOnlyList<TrackRelease> before, List<TrackRelease> found)
    {
        var served = found.Find(release => PlayReleaseStatuses.Parse(release.Status) is not PlayReleaseStatus.Draft);
        var kept = before.Where(release => !found.Contains(release) && (served is null || PlayReleaseStatuses.Parse(release.Status) is not PlayReleaseStatus.Halted)).ToList();
        if (served is not null)
        {
            served.Status = PlayReleaseStatus.Halted.ToApi();
            kept.Add(served);
        }

        return kept;
    }

    private static async Task<PlayWithdrawalOutcome> RefusedAsync(PlayEdit edit, string track, PlayFailure failure, CancellationToken cancellationToken)
    {
        await edit.DiscardAsync(cancellationToken);
        var error = GooglePlayFaults.Refused(GooglePlayFaults.HaltRelease(track), failure);
        return error.ExitCode == ExitCode.Unreachable ? throw error : new PlayWithdrawalOutcome.Refused(error.Faults[0]);
    }
}
