using System.Collections.Immutable;

namespace MobileDist.AppStoreConnect;

/// <summary>Beta App Review, which the first build of a version needs before external testers get it.</summary>
public sealed class BetaReview(AppStoreConnectApi api)
{
    private static readonly (string Attribute, string Shown)[] Contact =
    [
        ("contactFirstName", "contact first name"),
        ("contactLastName", "contact last name"),
        ("contactPhone", "contact phone"),
        ("contactEmail", "contact e-mail"),
    ];

    private readonly AppleBuilds _builds = new(api);

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

        ImmutableArray<string> missing = [.. await FillInAsync(appId, contact, cancellationToken), .. await MissingTextsAsync(appId, primaryLocale, cancellationToken)];
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

    /// <summary>Writes what the user gives and Apple does not have so; gives what is missing then.</summary>
    private async Task<IEnumerable<string>> FillInAsync(string appId, ReviewContact? contact, CancellationToken cancellationToken)
    {
        var path = $"v1/apps/{Uri.EscapeDataString(appId)}/betaAppReviewDetail";
        var detail = (await api.FindAsync(path, AppStoreConnectFaults.ReadReviewDetails, cancellationToken))?.One;
        if (detail is not null && contact is not null)
        {
            var body = new AppleBody("betaAppReviewDetails", detail.Id);
            var isChanged = false;
            foreach (var (name, value) in Values(contact))
            {
                if (value is not null && !string.Equals(detail.Text(name), value, StringComparison.Ordinal))
                {
                    body.Set(name, value);
                    isChanged = true;
                }
            }

            if (isChanged)
            {
                if (contact.DemoAccountName is not null)
                {
                    body.Set("demoAccountRequired", value: true);
                }

                var request = new AppleRequest(HttpMethod.Patch, $"v1/betaAppReviewDetails/{Uri.EscapeDataString(detail.Id)}", body.ToBytes());
                (await api.WriteAsync(request, _ => Task.FromResult<AppleDocument?>(null), cancellationToken)).OrThrow(AppStoreConnectFaults.WriteReviewDetails);
                detail = (await api.GetAsync(path, AppStoreConnectFaults.ReadReviewDetails, cancellationToken)).One;
            }
        }

        return Contact.Where(field => string.IsNullOrWhiteSpace(detail?.Text(field.Attribute))).Select(field => field.Shown);
    }

    private static IEnumerable<(string Name, string? Value)> Values(ReviewContact contact) =>
    [
        ("contactFirstName", contact.FirstName),
        ("contactLastName", contact.LastName),
        ("contactPhone", contact.Phone),
        ("contactEmail", contact.Email),
        ("demoAccountName", contact.DemoAccountName),
        ("demoAccountPassword", contact.DemoAccountPassword?.Reveal()),
        ("notes", contact.Notes),
    ];

    private async Task<IEnumerable<string>> MissingTextsAsync(string appId, string? primaryLocale, CancellationToken cancellationToken)
    {
        var list = await api.ListAsync(
            new AppleQuery($"v1/apps/{Uri.EscapeDataString(appId)}/betaAppLocalizations").InPages().ToString(), AppStoreConnectFaults.ReadReviewDetails, cancellationToken);
        var text = list.Data.FirstOrDefault(item => primaryLocale is null || string.Equals(item.Text("locale"), primaryLocale, StringComparison.OrdinalIgnoreCase));
        string[] missing =
        [
            .. string.IsNullOrWhiteSpace(text?.Text("feedbackEmail")) ? ["feedback e-mail"] : Array.Empty<string>(),
            .. string.IsNullOrWhiteSpace(text?.Text("description")) ? ["beta app description"] : Array.Empty<string>(),
        ];
        return missing;
    }
}
