using System.Collections.Immutable;

namespace MobileDist.GooglePlay;

/// <summary>
/// Reads back what became of a release, without an edit: an edit would end that of another job
/// (https://developers.google.com/android-publisher/api-ref/rest/v3/applications.tracks.releases).
/// </summary>
public sealed class PlayProofReader(GooglePlayApi api)
{
    /// <param name="packageName">The app.</param>
    /// <param name="track">The track's name.</param>
    /// <param name="versionCode">Of the package.</param>
    /// <param name="groups">The mail addresses of the Google Groups that test the track, for the steps.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DistributionException">Google refuses or cannot be reached.</exception>
    public async Task<PlayProof> ReadAsync(string packageName, string track, int versionCode, ImmutableArray<string> groups, CancellationToken cancellationToken)
    {
        PlayPlanCheck.CheckPackageName(packageName);
        var releases = await new ReleaseStates(api).ListAsync(packageName, track, cancellationToken);

        // A draft may hold the version code that a release before it serves.
        var found = releases.Where(release => ReleaseStates.Has(release, versionCode)).OrderByDescending(release => PlayReleaseStates.Parse(release.ReleaseLifecycleState)).FirstOrDefault();
        if (found is null)
        {
            return new PlayProof.NotOnTrack([.. releases.SelectMany(release => release.ActiveArtifacts ?? []).Select(artifact => artifact?.VersionCode).OfType<int>().Distinct().Order()]);
        }

        var state = PlayReleaseStates.Parse(found.ReleaseLifecycleState);
        return new PlayProof.OnTrack(
            state,
            found.ReleaseName is { Length: > 0 } name ? PlainText.Clean(name) : null,
            PlayLinks.Steps(packageName, track, groups),
            GooglePlayFaults.ObstacleOf(state, PlainText.Clean(found.ReleaseLifecycleState ?? "")));
    }
}
