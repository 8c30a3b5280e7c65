using System.Collections.Immutable;

namespace MobileDist.AppStoreConnect;

/// <summary>
/// Waits until Apple is through with a build. Three states have to settle: that of the build and, after it, the two that
/// decide about testers; who goes by the first alone is refused later.
/// </summary>
public sealed class BuildWaiting(AppStoreConnectApi api)
{
    private readonly AppleBuilds _builds = new(api);

    /// <summary>Waits for the build of an upload.</summary>
    /// <param name="identity">Which build.</param>
    /// <param name="uploadId">Its upload, which knows Apple's reasons when it fails; null when it was uploaded by other means.</param>
    /// <param name="limits">How long.</param>
    /// <param name="progress">Hears of every look.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="isComplianceAnswered">Whether the question about encryption has just been answered, which the states show with a delay.</param>
    public async Task<BuildWaitOutcome> WaitAsync(
        BuildIdentity identity, string? uploadId, BuildWaitLimits limits, IProgress<BuildWaitProgress>? progress, CancellationToken cancellationToken, bool isComplianceAnswered = false)
    {
        string? buildId = null;
        ImmutableArray<AppleNote> warnings = [];
        var stage = BuildWaitStage.Appears;
        var since = api.Time.GetTimestamp();
        while (true)
        {
            if (uploadId is not null)
            {
                var look = await api.GetAsync(
                    new AppleQuery($"v1/buildUploads/{Uri.EscapeDataString(uploadId)}").With("include", "build").ToString(), AppStoreConnectFaults.ReadUpload, cancellationToken);
                if (look.One is { } upload)
                {
                    var state = BuildUploadState.Of(upload);
                    if (state.IsFailed)
                    {
                        return state.IsDailyLimit ? new BuildWaitOutcome.DailyLimit(state.Errors) : new BuildWaitOutcome.Rejected(state.Errors);
                    }

                    warnings = state.Warnings;
                    buildId ??= upload.Related("build");
                }
            }

            var build = buildId is null ? await _builds.FindAsync(identity, cancellationToken) : await _builds.GetAsync(buildId, cancellationToken);
            buildId ??= build?.Id;
            if (IsRejected(build))
            {
                return new BuildWaitOutcome.Rejected(AppStoreConnectFaults.RejectedWithoutReason);
            }

            var reached = Stage(build, isComplianceAnswered);
            if (reached is null)
            {
                return new BuildWaitOutcome.Ready(build!, warnings);
            }

            if (reached > stage)
            {
                stage = reached.Value;
                since = api.Time.GetTimestamp();
            }

            var limit = stage switch
            {
                BuildWaitStage.Appears => limits.Appears,
                BuildWaitStage.Processes => limits.Processes,
                _ => limits.Settles,
            };
            var waited = api.Time.GetElapsedTime(since);
            if (waited + limits.Interval > limit)
            {
                return new BuildWaitOutcome.NotYet(stage, buildId, waited);
            }

            progress?.Report(new BuildWaitProgress(stage, waited, limit));
            await Task.Delay(limits.Interval, api.Time, cancellationToken);
        }
    }

    private static bool IsRejected(AppleBuild? build) =>
        build is { Processing: BuildProcessingState.Failed or BuildProcessingState.Invalid }
        || build?.Beta is { Internal: BetaBuildState.ProcessingException } or { External: BetaBuildState.ProcessingException };

    /// <summary>What there is to wait for; null when nothing is.</summary>
    private static BuildWaitStage? Stage(AppleBuild? build, bool isComplianceAnswered) => build switch
    {
        null => BuildWaitStage.Appears,
        { Processing: not BuildProcessingState.Valid } => BuildWaitStage.Processes,
        { Beta: null or { Internal: BetaBuildState.Processing } or { External: BetaBuildState.Processing } } => BuildWaitStage.Settles,

        // Answered, and not yet through: with 'no' there is nothing else that could be missing.
        { Beta: { Internal: BetaBuildState.MissingExportCompliance } or { External: BetaBuildState.MissingExportCompliance } }
            when isComplianceAnswered || build.UsesNonExemptEncryption is false => BuildWaitStage.Settles,
        _ => null,
    };
}
