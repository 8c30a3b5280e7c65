using System.Collections.Immutable;
using Google.Apis.AndroidPublisher.v3.Data;

namespace MobileDist.GooglePlay;

/// <summary>The releases of a track as everybody sees them, read without an edit, so that nobody's is ended.</summary>
internal sealed class ReleaseStates(GooglePlayApi api)
{
    /// <summary>Empty where the track is unknown or was never used.</summary>
    public async Task<ImmutableArray<ReleaseSummary>> ListAsync(string packageName, string track, CancellationToken cancellationToken)
    {
        var answer = await api.SendAsync(
            api.Service.Applications.Tracks.Releases.List($"applications/{Uri.EscapeDataString(packageName)}/tracks/{Uri.EscapeDataString(track)}"), cancellationToken);
        return answer.Failure?.Kind is PlayFailureKind.TrackMissing or PlayFailureKind.Missing ? [] : [.. answer.OrThrow(GooglePlayFaults.ReadReleases)?.Releases?.Where(release => release is not null) ?? []];
    }

    public async Task<bool> HasAsync(string packageName, string track, int versionCode, CancellationToken cancellationToken) =>
        (await ListAsync(packageName, track, cancellationToken)).Any(release => Has(release, versionCode));

    public static bool Has(ReleaseSummary release, int versionCode) => release.ActiveArtifacts?.Any(artifact => artifact?.VersionCode == versionCode) == true;
}
