namespace MobileDist.AppStoreConnect;

/// <summary>What is said about a build, and to whom. Each step can be repeated: the second time it changes nothing.</summary>
public sealed class BuildTesting(AppStoreConnectApi api)
{
    private readonly AppleBuilds _builds = new(api);

    /// <summary>Sets "What to Test" in a language; the text is cleaned and cut first.</summary>
    /// <param name="buildId">The build.</param>
    /// <param name="locale">Such as <c>en-US</c>.</param>
    /// <param name="text">As people wrote it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="ending">A line that stays whole at the end; null for none.</param>
    public async Task<Change> SetWhatToTestAsync(string buildId, string locale, string text, CancellationToken cancellationToken, string? ending = null)
    {
        var clean = WhatToTest.Clean(text, ending);
        var there = await FindTextAsync(buildId, locale, cancellationToken);
        if (there is null && clean.Length > 0)
        {
            var body = new AppleBody("betaBuildLocalizations").Set("locale", locale).Set("whatsNew", clean).One("build", "builds", buildId);
            var answer = await api.WriteAsync(
                new AppleRequest(HttpMethod.Post, "v1/betaBuildLocalizations", body.ToBytes()) { IsAboutNewThing = true },
                async token => await FindTextAsync(buildId, locale, token) is { } made && string.Equals(made.Text("whatsNew"), clean, StringComparison.Ordinal) ? AppleDocument.Of(made) : null,
                cancellationToken);
            if (answer.Refusal is not { Kind: AppleFailureKind.AlreadyExists })
            {
                answer.OrThrow(AppStoreConnectFaults.SetWhatToTest(locale));
                return Change.Made;
            }

            // Apple makes some by itself, a moment after the build.
            there = await FindTextAsync(buildId, locale, cancellationToken);
        }

        if (there is null || string.Equals(there.Text("whatsNew") ?? "", clean, StringComparison.Ordinal))
        {
            return Change.None;
        }

        var path = $"v1/betaBuildLocalizations/{Uri.EscapeDataString(there.Id)}";
        var change = await ChangeAsync(path, new AppleBody("betaBuildLocalizations", there.Id).Set("whatsNew", clean), cancellationToken);
        change.OrThrow(AppStoreConnectFaults.SetWhatToTest(locale));
        return Change.Made;
    }

    /// <summary>Answers the question about encryption, if nobody did and the user states something.</summary>
    /// <param name="appId">The app, among whose approved declarations one is looked for when it does use such encryption.</param>
    /// <param name="build">As it was read last.</param>
    /// <param name="stated">What the user states; null: nothing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ComplianceOutcome> AnswerComplianceAsync(string appId, AppleBuild build, bool? stated, CancellationToken cancellationToken)
    {
        if (build.UsesNonExemptEncryption is { } answered)
        {
            return new ComplianceOutcome.AlreadyAnswered(answered);
        }

        if (stated is not { } uses)
        {
            return new ComplianceOutcome.NotStated(AppStoreConnectFaults.ComplianceNotStated);
        }

        var body = new AppleBody("builds", build.Id).Set("usesNonExemptEncryption", uses);
        if (uses)
        {
            if (await ApprovedDeclarationAsync(appId, cancellationToken) is not { } declaration)
            {
                return new ComplianceOutcome.NeedsDocuments(AppStoreConnectFaults.ComplianceNeedsDocuments);
            }

            body.One("appEncryptionDeclaration", "appEncryptionDeclarations", declaration);
        }

        var answer = await ChangeAsync($"v1/builds/{Uri.EscapeDataString(build.Id)}", body, cancellationToken);
        if (answer.Refusal is { Kind: AppleFailureKind.AlreadySet })
        {
            var now = await _builds.GetAsync(build.Id, cancellationToken);
            return new ComplianceOutcome.AlreadyAnswered(now?.UsesNonExemptEncryption);
        }

        answer.OrThrow(AppStoreConnectFaults.AnswerCompliance);
        return new ComplianceOutcome.Answered();
    }

    /// <summary>Whether Apple mails the testers by itself as soon as they can install the build.</summary>
    public async Task<Change> SetNotificationAsync(AppleBuild build, bool notify, CancellationToken cancellationToken)
    {
        if (build.Beta is not { } beta || beta.NotifiesTesters == notify)
        {
            return Change.None;
        }

        var answer = await ChangeAsync($"v1/buildBetaDetails/{Uri.EscapeDataString(beta.Id)}", new AppleBody("buildBetaDetails", beta.Id).Set("autoNotifyEnabled", notify), cancellationToken);
        answer.OrThrow(AppStoreConnectFaults.SetNotification);
        return Change.Made;
    }

    /// <summary>Mails the testers who can install the build now; Apple does so by itself where that is switched on in time.</summary>
    /// <returns>None when it is no build yet that external testers can install.</returns>
    public async Task<Change> NotifyAsync(string buildId, CancellationToken cancellationToken)
    {
        var body = new AppleBody("buildBetaNotifications").One("build", "builds", buildId);

        // A notification cannot be read back; a second mail does less harm than none.
        var answer = await api.WriteAsync(new AppleRequest(HttpMethod.Post, "v1/buildBetaNotifications", body.ToBytes()), _ => Task.FromResult<AppleDocument?>(null), cancellationToken);
        if (answer.Refusal is { Kind: AppleFailureKind.BuildNotReady })
        {
            return Change.None;
        }

        answer.OrThrow(AppStoreConnectFaults.Notify);
        return Change.Made;
    }

    /// <summary>Takes a build away from all testers, for good; one that is gone or expired is left as it is.</summary>
    public async Task<Change> ExpireAsync(string buildId, CancellationToken cancellationToken)
    {
        if (await _builds.GetAsync(buildId, cancellationToken) is not { IsExpired: false })
        {
            return Change.None;
        }

        var answer = await ChangeAsync($"v1/builds/{Uri.EscapeDataString(buildId)}", new AppleBody("builds", buildId).Set("expired", value: true), cancellationToken);
        answer.OrThrow(AppStoreConnectFaults.ExpireBuild);
        return Change.Made;
    }

    /// <summary>The newest declaration about encryption that Apple has approved; null when there is none.</summary>
    private async Task<string?> ApprovedDeclarationAsync(string appId, CancellationToken cancellationToken)
    {
        var list = await api.ListAsync(new AppleQuery("v1/appEncryptionDeclarations").Filter("app", appId).InPages().ToString(), AppStoreConnectFaults.AnswerCompliance, cancellationToken);
        return list.Data.Where(declaration => declaration.Text("appEncryptionDeclarationState") is "APPROVED").MaxBy(declaration => declaration.Date("createdDate"))?.Id;
    }

    /// <summary>The same change twice is the same as once, so a lost answer leads to a second request.</summary>
    private Task<AppleAnswer> ChangeAsync(string path, AppleBody body, CancellationToken cancellationToken) => api.WriteAsync(
        new AppleRequest(HttpMethod.Patch, path, body.ToBytes()) { IsAboutNewThing = true }, _ => Task.FromResult<AppleDocument?>(null), cancellationToken);

    private async Task<AppleResource?> FindTextAsync(string buildId, string locale, CancellationToken cancellationToken)
    {
        var list = await api.ListAsync(
            new AppleQuery($"v1/builds/{Uri.EscapeDataString(buildId)}/betaBuildLocalizations").InPages().ToString(), AppStoreConnectFaults.SetWhatToTest(locale), cancellationToken);
        return list.Data.FirstOrDefault(text => string.Equals(text.Text("locale"), locale, StringComparison.OrdinalIgnoreCase));
    }
}
