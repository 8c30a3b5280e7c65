using MobileDist.GooglePlay;

namespace MobileDist.Pipeline.Publishing.Play;

/// <summary>Reads the release back, as everybody sees it; what was committed a moment ago may not be there at once.</summary>
internal static class ProofStep
{
    private static readonly int[] WaitSeconds = [2, 5, 10, 20, 30];

    /// <exception cref="DistributionException"><see cref="ExitCode.Unproved"/>: it is not to be seen.</exception>
    public static async Task<PlayProof.OnTrack> RunAsync(PlayRun run, string packageName, int versionCode, CancellationToken cancellationToken)
    {
        var reader = new PlayProofReader(run.Session.Api);
        for (var round = 0; ; round++)
        {
            switch (await reader.ReadAsync(packageName, run.Settings.Track, versionCode, run.Settings.Groups, cancellationToken))
            {
                case PlayProof.OnTrack found:
                    return found;
                case PlayProof.NotOnTrack missing when round == WaitSeconds.Length:
                    throw new DistributionException(ExitCode.Unproved, PlayFaults.NotYetOnTrack(run.Settings.Track, missing.VersionCodes));
                default:
                    await Task.Delay(TimeSpan.FromSeconds(WaitSeconds[round]), run.Context.Clock, cancellationToken);
                    break;
            }
        }
    }
}
