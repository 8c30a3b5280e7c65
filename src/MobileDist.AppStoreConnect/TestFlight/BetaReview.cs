using System.Collections.Immutable;

namespace MobileDist.AppStoreConnect;

/// <summary>Beta App Review, which the first build of a version needs before external testers get it.</summary>
public sealed class BetaReview(AppStoreConnectApi api)
{
    private readonly AppleBuilds _builds = new(api);

    /// <summary>What Apple would still ask for once the contact is written, by the names that App Store Connect shows. Writes nothing.</summary>
    public Task<IReadOnlyList<string>> MissingAsync(string appId, string? primaryLocale, ReviewContact? contact, CancellationToken cancellationToken) =>
        new ReviewTexts(api, appId, primaryLocale).MissingAsync(contact, cancellationToken);

    /// <summary>That texts are missing, with where to fill them in.</summary>
    public static Fault Incomplete(IReadOnlyList<string> missing) => AppStoreConnectFaults.ReviewIncomplete(missing);

    /// <summary>Sends a build to review, if it is ready for that and all is there that Apple asks for.</summary>
    /// <param name="appId">The app's number.</param>
    /// <param name="primaryLocale">Of the app; null: any of its languages counts.</param>
    /// <param name="buildId">The build.</param>
    /// <param name="contact">What to fill in first; null: nothing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ReviewOutcome> SubmitAsync(string appId, string? primaryLocale, string buildId, ReviewContact? contact, CancellationToken cancellationToken)
    {
        var state = await StateAsync(buildId, cancellationToken);
        if (state is not BetaBuildState.ReadyForSubmission)
        {
            return state is BetaBuildState.WaitingForReview or BetaBuildState.InReview or BetaBuildState.Approved or BetaBuildState.InTesting or BetaBuildState.ReadyForTesting or BetaBuildState.Rejected
                ? new ReviewOutcome.AlreadyDone(state)
                : new ReviewOutcome.NotPossible(state);
        }

        ImmutableArray<string> missing = [.. await new ReviewTexts(api, appId, primaryLocale).FillInAsync(contact, cancellationToken)];
        if (!missing.IsEmpty)
        {
            return new ReviewOutcome.Incomplete(missing, AppStoreConnectFaults.ReviewIncomplete(missing));
        }

        var body = new AppleBody("betaAppReviewSubmissions").One("build", "builds", buildId);
        var answer = await api.WriteAsync(
            new AppleRequest(HttpMethod.Post, "v1/betaAppReviewSubmissions", body.ToBytes()),
            async token =>
            {
                var made = await api.GetAsync(new AppleQuery("v1/betaAppReviewSubmissions").Filter("build", buildId).ToString(), AppStoreConnectFaults.SubmitForReview, token);
                return made.Data.IsEmpty ? null : made;
            },
            cancellationToken);
        switch (answer.Refusal)
        {
            case { Kind: AppleFailureKind.AnotherBuildInReview } failure:
                return new ReviewOutcome.AnotherInReview(AppStoreConnectFaults.Of(AppStoreConnectFaults.SubmitForReview, failure));
            case { Kind: AppleFailureKind.Refused or AppleFailureKind.AlreadyExists } when await StateAsync(buildId, cancellationToken) is not BetaBuildState.ReadyForSubmission and var now:
                return new ReviewOutcome.AlreadyDone(now);
            default:
                answer.OrThrow(AppStoreConnectFaults.SubmitForReview);
                return new ReviewOutcome.Submitted();
        }
    }

    private async Task<BetaBuildState> StateAsync(string buildId, CancellationToken cancellationToken) =>
        (await _builds.GetAsync(buildId, cancellationToken))?.Beta?.External ?? BetaBuildState.Unknown;
}
