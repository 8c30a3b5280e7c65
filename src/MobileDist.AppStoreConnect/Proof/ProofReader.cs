using System.Collections.Immutable;

namespace MobileDist.AppStoreConnect;

/// <summary>Reads back who can install a build. Every tool before this one has reported success while nobody could.</summary>
public sealed class ProofReader(AppStoreConnectApi api)
{
    private readonly AppleBuilds _builds = new(api);
    private readonly BetaGroups _groups = new(api);

    /// <param name="buildId">The build.</param>
    /// <param name="groups">For whom it is meant; their ids count, all else is read again.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<BuildProof> ReadAsync(string buildId, IReadOnlyList<BetaGroup> groups, CancellationToken cancellationToken)
    {
        var build = await _builds.GetAsync(buildId, cancellationToken);
        var having = build is null || groups.Count == 0 ? AppleDocument.Empty : await api.ListAsync(
            new AppleQuery("v1/betaGroups").Filter("builds", buildId).With("include", "betaTesters").With("limit[betaTesters]", "1").InPages().ToString(), AppStoreConnectFaults.ReadGroups, cancellationToken);
        var known = having.Data.DistinctBy(group => group.Id, StringComparer.Ordinal).ToDictionary(group => group.Id, StringComparer.Ordinal);
        var proofs = ImmutableArray.CreateBuilder<GroupProof>();
        foreach (var group in groups)
        {
            if (known.TryGetValue(group.Id, out var listed))
            {
                proofs.Add(await OfAsync(build, BetaGroup.Of(listed), listed.RelatedMany("betaTesters") is { } testers ? testers.Count > 0 : null, cancellationToken));
                continue;
            }

            // Apple's list by build leaves internal groups out at times.
            var there = (await api.FindAsync($"v1/betaGroups/{Uri.EscapeDataString(group.Id)}", AppStoreConnectFaults.ReadGroups, cancellationToken))?.One;
            proofs.Add(there is null
                ? new GroupProof(group, new Installability.Not(NotInstallable.GroupMissing))
                : await LookAsync(build, BetaGroup.Of(there), cancellationToken));
        }

        var hasTesters = build is not null && await AnyAsync($"v1/builds/{Uri.EscapeDataString(buildId)}/individualTesters", cancellationToken);
        return new BuildProof
        {
            Build = build,
            Groups = proofs.ToImmutable(),
            IndividualTesters = hasTesters ? Of(build, isInternal: false) : null,
        };
    }

    private async Task<GroupProof> LookAsync(AppleBuild? build, BetaGroup group, CancellationToken cancellationToken)
    {
        var state = Of(build, group.IsInternal);
        if (build is null || state is Installability.Not { Reason: NotInstallable.Expired or NotInstallable.Invalid })
        {
            return new GroupProof(group, state);
        }

        return await _groups.HasBuildAsync(group, build.Id, cancellationToken)
            ? await OfAsync(build, group, hasTesters: null, cancellationToken)
            : new GroupProof(group, new Installability.Not(NotInstallable.NotAssigned));
    }

    /// <summary>Of a group that has the build; whether it has testers is asked for when it is not known.</summary>
    private async Task<GroupProof> OfAsync(AppleBuild? build, BetaGroup group, bool? hasTesters, CancellationToken cancellationToken)
    {
        var state = Of(build, group.IsInternal);
        var isEmpty = state is not Installability.Not && group.PublicLink is null
            && !(hasTesters ?? await AnyAsync($"v1/betaGroups/{Uri.EscapeDataString(group.Id)}/betaTesters", cancellationToken));
        return new GroupProof(group, isEmpty ? new Installability.Not(NotInstallable.NoTesters) : state);
    }

    private async Task<bool> AnyAsync(string path, CancellationToken cancellationToken) =>
        !(await api.GetAsync(new AppleQuery(path).With("limit", "1").ToString(), AppStoreConnectFaults.ReadTesters, cancellationToken)).Data.IsEmpty;

    private static Installability Of(AppleBuild? build, bool isInternal) => build switch
    {
        null => new Installability.Not(NotInstallable.BuildMissing),
        { IsExpired: true } => new Installability.Not(NotInstallable.Expired),
        { Processing: BuildProcessingState.Failed or BuildProcessingState.Invalid } => new Installability.Not(NotInstallable.Invalid),
        { Processing: BuildProcessingState.Processing } => new Installability.Not(NotInstallable.StillProcessing),
        { Beta: null } => new Installability.Not(NotInstallable.UnknownState),
        { Beta: var beta } => Of(isInternal ? beta.Internal : beta.External),
    };

    private static Installability Of(BetaBuildState state) => state switch
    {
        BetaBuildState.ReadyForTesting or BetaBuildState.InTesting or BetaBuildState.Approved => new Installability.Now(),
        BetaBuildState.WaitingForReview or BetaBuildState.InReview => new Installability.AfterReview(),
        BetaBuildState.Processing => new Installability.Not(NotInstallable.StillProcessing),
        BetaBuildState.ProcessingException => new Installability.Not(NotInstallable.Invalid),
        BetaBuildState.MissingExportCompliance => new Installability.Not(NotInstallable.MissingExportCompliance),
        BetaBuildState.InExportComplianceReview => new Installability.Not(NotInstallable.InExportComplianceReview),
        BetaBuildState.Expired => new Installability.Not(NotInstallable.Expired),
        BetaBuildState.ReadyForSubmission => new Installability.Not(NotInstallable.NotSubmittedForReview),
        BetaBuildState.Rejected => new Installability.Not(NotInstallable.ReviewRejected),
        _ => new Installability.Not(NotInstallable.UnknownState),
    };
}
