using MobileDist.AppStoreConnect;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>Waits until Apple is through with the build.</summary>
internal static class WaitStep
{
    /// <exception cref="DistributionException"><see cref="ExitCode.Refused"/>: Apple does not take it; <see cref="ExitCode.Unreachable"/>: not in time, and the next run goes on.</exception>
    public static async Task<AppleBuild> RunAsync(TestFlightRun run, BuildUploadRecord upload, bool isComplianceAnswered, CancellationToken cancellationToken)
    {
        var progress = new WaitProgress(run.Context.Progress);
        var outcome = await new BuildWaiting(run.Api).WaitAsync(run.Identity, upload.UploadId, run.Settings.Wait, progress, cancellationToken, isComplianceAnswered);
        progress.End();
        switch (outcome)
        {
            case BuildWaitOutcome.Ready ready:
                // A second wait follows an answer; the first has told them.
                foreach (var warning in isComplianceAnswered ? [] : ready.Warnings)
                {
                    run.Tell.Warn(TestFlightFaults.AppleWarns(warning));
                }

                run.Save(run.Resume.With(ready.Build.Id, PullRequestMark.Of(run.Context.Facts)));
                return ready.Build;
            case BuildWaitOutcome.Rejected rejected:
                // What Apple has looked at keeps its number.
                run.Save(run.Resume with { Upload = null, RejectedBuildNumber = run.Identity.BuildNumber });
                throw new DistributionException(ExitCode.Refused, TestFlightFaults.Rejected(rejected.Errors, upload.WebAddress));
            case BuildWaitOutcome.DailyLimit limit:
                run.Save(run.Resume with { Upload = null });
                throw new DistributionException(ExitCode.Refused, TestFlightFaults.DailyLimit(limit.Errors.Select(error => $"{error.Code}: {error.Description}")));
            case BuildWaitOutcome.NotYet late:
                throw new DistributionException(ExitCode.Unreachable, TestFlightFaults.NotYet(late, upload.WebAddress));
            default:
                throw new InvalidOperationException("A wait ends in one of four ways.");
        }
    }
}
