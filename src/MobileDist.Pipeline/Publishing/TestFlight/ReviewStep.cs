using MobileDist.AppStoreConnect;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>Sends the build to Beta App Review, which external testers need.</summary>
internal static class ReviewStep
{
    public static async Task RunAsync(TestFlightRun run, AppleBuild build, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await SubmitAsync(run, build, cancellationToken);
            if (outcome is ReviewOutcome.AnotherInReview && run.Settings.ExpireOlder && await OlderBuilds.ExpireAsync(run, build, cancellationToken) > 0)
            {
                // What stood in the way was an older build of this pull request.
                outcome = await SubmitAsync(run, build, cancellationToken);
            }

            switch (outcome)
            {
                case ReviewOutcome.Submitted:
                    run.Did("Sent to Beta App Review, which external testers need for the first build of a version.");
                    break;
                case ReviewOutcome.AnotherInReview another:
                    run.Meet(another.Why);
                    break;
                case ReviewOutcome.Incomplete incomplete:
                    run.Meet(incomplete.Why);
                    break;
            }
        }
        catch (DistributionException refused) when (refused.ExitCode == ExitCode.Refused)
        {
            // Internal testers need no review and no agreement about it.
            run.Meet(refused);
        }
    }

    private static Task<ReviewOutcome> SubmitAsync(TestFlightRun run, AppleBuild build, CancellationToken cancellationToken) =>
        new BetaReview(run.Api).SubmitAsync(run.App.Id, run.App.PrimaryLocale, build.Id, run.Settings.Contact, cancellationToken);
}
