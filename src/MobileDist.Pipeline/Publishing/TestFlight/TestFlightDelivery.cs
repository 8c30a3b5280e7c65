using MobileDist.AppStoreConnect;
using MobileDist.Pipeline.Receipts;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>
/// From a processed build to testers who can install it. The order: what Apple says to testers comes before anybody has
/// the build, the review begins before the many calls about testers, and older builds go only once the new one is there.
/// </summary>
internal sealed class TestFlightDelivery(TestFlightRun run, GroupChoice choice, RosterPeople people)
{
    private const int GroupsTold = 5;

    /// <exception cref="DistributionException"><see cref="ExitCode.Unproved"/>, or Apple's refusal: nobody can install it; the receipt knows the build by then.</exception>
    public async Task<ChannelOutcome> RunAsync(string releaseKey, AppleBuild build, string webAddress, CancellationToken cancellationToken)
    {
        await TextStep.RunAsync(run, build, cancellationToken);
        await NotifyAsync(build, cancellationToken);
        var groups = await GroupStep.ResolveAsync(run, choice, cancellationToken);
        await GroupStep.AssignAsync(run, [.. groups.Where(group => group.IsInternal)], build, cancellationToken);
        if (run.Settings.SubmitForReview && (choice.HasExternal || !run.Settings.Testers.IsEmpty))
        {
            await ReviewStep.RunAsync(run, build, cancellationToken);
        }

        await GroupStep.AssignAsync(run, [.. groups.Where(group => !group.IsInternal)], build, cancellationToken);
        await TesterStep.AssignSingleAsync(run, people, build, cancellationToken);
        var counts = await TesterStep.SyncAsync(run, people, groups, cancellationToken);
        var proof = await new ProofReader(run.Api).ReadAsync(build.Id, [.. groups, .. choice.Automatic], cancellationToken);
        var record = TestFlightRecord.Of(run.Record, build, run.Identity, proof, counts, run.Context.Clock.GetUtcNow());
        if (record.Proof!.Availability == Availability.No)
        {
            throw NobodyCan(record.Proof, webAddress);
        }

        TellOfTheRest(record.Proof);
        if (run.Settings.ExpireOlder && proof.CanSomebodyInstall)
        {
            await OlderBuilds.ExpireAsync(run, build, cancellationToken);
        }

        QrFiles.Write(record.Link, TestFlightRecord.Title, Path.Combine(run.Context.OutputFolder, releaseKey));
        return new ChannelOutcome(record, run.HasChanged);
    }

    private async Task NotifyAsync(AppleBuild build, CancellationToken cancellationToken)
    {
        if (run.Settings.Notify is not { } notify || await new BuildTesting(run.Api).SetNotificationAsync(build, notify, cancellationToken) is Change.None)
        {
            return;
        }

        run.Did(notify ? "Apple mails the testers as soon as they can install the build." : "Apple mails nobody about the build.");
        if (notify && build.Beta?.External is BetaBuildState.Approved or BetaBuildState.InTesting && await new BuildTesting(run.Api).NotifyAsync(build.Id, cancellationToken) is Change.Made)
        {
            run.Did("Mailed the testers who can install it already.");
        }
    }

    private DistributionException NobodyCan(RecordedProof proof, string webAddress)
    {
        var fault = proof.Groups.Take(GroupsTold).Aggregate(
            TestFlightFaults.NobodyCanInstall(run.Identity, webAddress), (all, group) => all.With($"group '{group.Name}'", group.Reason ?? ""));
        var exitCode = run.Problems.Any(problem => problem.ExitCode == ExitCode.Refused) ? ExitCode.Refused : ExitCode.Unproved;
        return new DistributionException(exitCode, [fault, .. run.Problems.SelectMany(problem => problem.Faults)]);
    }

    private void TellOfTheRest(RecordedProof proof)
    {
        foreach (var problem in run.Problems.SelectMany(problem => problem.Faults))
        {
            run.Tell.Warn(problem);
        }

        foreach (var group in proof.Groups.Where(group => group.Availability == Availability.No).Take(GroupsTold))
        {
            run.Tell.Warn(TestFlightFaults.GroupCannotInstall(group.Name, group.Reason ?? ""));
        }

        var now = proof.Groups.Count(group => group.Availability == Availability.Now);
        var later = proof.Groups.Count(group => group.Availability == Availability.AfterReview);
        run.Tell.Inform($"Read back from Apple: {now} of {proof.Groups.Length} can install now{(later > 0 ? $", {later} after review" : "")}.");
    }
}
