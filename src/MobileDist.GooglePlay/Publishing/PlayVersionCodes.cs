using System.Collections.Immutable;
using Google.Apis.AndroidPublisher.v3.Data;

namespace MobileDist.GooglePlay;

/// <summary>The app's version codes.</summary>
public sealed class PlayVersionCodes(GooglePlayApi api)
{
    /// <summary>One above the highest that was ever used, on any track or only uploaded; 1 for a new app.</summary>
    /// <exception cref="DistributionException">Google refuses or cannot be reached.</exception>
    public Task<long> NextAsync(string packageName, CancellationToken cancellationToken)
    {
        PlayPlanCheck.CheckPackageName(packageName);
        return EditWork.ReadAsync(
            api,
            packageName,
            async (edit, token) => Next(await edit.TracksAsync(token), await edit.PackagesAsync(token)),
            cancellationToken);
    }

    internal static long Next(ImmutableArray<Track> tracks, ImmutableArray<StoredPackage> packages) => tracks
        .SelectMany(track => track.Releases ?? [])
        .Where(release => release is not null)
        .SelectMany(ReleasePlan.Codes)
        .Concat(packages.Select(package => (long)package.VersionCode))
        .DefaultIfEmpty(0)
        .Max() + 1;
}
