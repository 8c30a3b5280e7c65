using MobileDist.AppStoreConnect;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>Answers Apple's question about encryption, only as the user states it.</summary>
internal static class ComplianceStep
{
    /// <returns>The build as it is afterwards: an answer sends it back to processing for a while.</returns>
    public static async Task<AppleBuild> RunAsync(TestFlightRun run, BuildUploadRecord upload, AppleBuild build, CancellationToken cancellationToken)
    {
        switch (await new BuildTesting(run.Api).AnswerComplianceAsync(run.App.Id, build, run.Settings.UsesNonExemptEncryption, cancellationToken))
        {
            case ComplianceOutcome.Answered:
                run.Did($"Answered Apple's question about encryption as the settings state it: {(run.Settings.UsesNonExemptEncryption is true ? "the app uses some that is not exempt" : "the app uses none that is not exempt")}.");
                return await WaitStep.RunAsync(run, upload, isComplianceAnswered: true, cancellationToken);
            case ComplianceOutcome.NotStated notStated:
                run.Meet(notStated.Why);
                return build;
            case ComplianceOutcome.NeedsDocuments documents:
                run.Meet(documents.Why);
                return build;
            case ComplianceOutcome.AlreadyAnswered when build.UsesNonExemptEncryption is null:
                // Since the build was read, perhaps by us with the confirmation lost: it goes back to processing all the same.
                return await WaitStep.RunAsync(run, upload, isComplianceAnswered: true, cancellationToken);
            default:
                // Answered in an earlier run that ended before Apple was through with it, or by the package itself.
                return build;
        }
    }
}
