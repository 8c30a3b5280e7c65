using MobileDist.AppStoreConnect;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>Brings the package to Apple, once.</summary>
internal static class UploadStep
{
    /// <exception cref="DistributionException"><see cref="ExitCode.Refused"/>: the number was used, or the day's uploads are; or Apple could not be reached.</exception>
    public static async Task<BuildUploadRecord> RunAsync(TestFlightRun run, SignedPackage package, bool isNumberCounted, CancellationToken cancellationToken)
    {
        var started = run.Context.Clock.GetTimestamp();
        var outcome = await new BuildUploads(run.Api).UploadAsync(
            new BuildPackage(run.Identity, package.FullPath, package.Digest),
            run.Resume.Upload,
            record => run.Save(run.Resume with { Upload = record }),
            run.Context.Progress,
            cancellationToken);
        switch (outcome)
        {
            case BuildUploadOutcome.Uploaded { WasThere: true } there:
                run.Tell.Inform($"App Store Connect has the package already: {there.Record.WebAddress}");
                return Keep(run, there.Record);
            case BuildUploadOutcome.Uploaded uploaded:
                run.Did($"Uploaded in {Seconds(run.Context.Clock.GetElapsedTime(started))}: {uploaded.Record.WebAddress}");
                return Keep(run, uploaded.Record);
            case BuildUploadOutcome.BuildNumberUsed used:
                run.Save(run.Resume with { Upload = null, RejectedBuildNumber = run.Identity.BuildNumber });
                throw new DistributionException(ExitCode.Refused, TestFlightFaults.BuildNumberUsed(run.Identity, used, isNumberCounted));
            case BuildUploadOutcome.DailyLimit limit:
                throw new DistributionException(ExitCode.Refused, TestFlightFaults.DailyLimit(limit.Errors.Select(error => error.ToString())));
            default:
                throw new InvalidOperationException("An upload ends in one of three ways.");
        }
    }

    // Which parts had arrived matters no more.
    private static BuildUploadRecord Keep(TestFlightRun run, BuildUploadRecord record)
    {
        run.Save(run.Resume with { Upload = record with { DoneParts = [] } });
        return record;
    }

    private static string Seconds(TimeSpan span) => span.TotalMinutes < 1 ? $"{(int)span.TotalSeconds} s" : $"{(int)span.TotalMinutes} min {span.Seconds} s";
}
