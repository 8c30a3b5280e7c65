using MobileDist.AppStoreConnect;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>The builds of the same pull request.</summary>
internal static class OlderBuilds
{
    /// <summary>Takes those that were uploaded before this one away from testers; gives their number.</summary>
    public static async Task<int> ExpireAsync(TestFlightRun run, AppleBuild build, CancellationToken cancellationToken)
    {
        if (PullRequestMark.Of(run.Context.Facts) is not { } mark)
        {
            return 0;
        }

        var expired = 0;
        foreach (var older in await FindAsync(run.Api, run.App.Id, run.Identity.Platform, mark, run.Resume, cancellationToken))
        {
            // A newer run may have overtaken this one.
            if (!string.Equals(older.Id, build.Id, StringComparison.Ordinal) && older.Uploaded < build.Uploaded
                && await new BuildTesting(run.Api).ExpireAsync(older.Id, cancellationToken) is Change.Made)
            {
                expired++;
                run.Did($"Expired the older build {PlainText.Clean($"{older.Version} ({older.BuildNumber})")} of this pull request.");
            }
        }

        return expired;
    }

    /// <summary>Those that testers can still have: by the line in their texts, or by the receipt where no text says otherwise.</summary>
    public static async Task<IReadOnlyList<AppleBuild>> FindAsync(
        AppStoreConnectApi api, string appId, ApplePlatform platform, string? mark, TestFlightResume resume, CancellationToken cancellationToken)
    {
        var open = await new AppleBuilds(api).ListOpenAsync(appId, platform, cancellationToken);
        var isSame = string.Equals(resume.PullRequest, mark, StringComparison.Ordinal);
        return
        [
            .. open.Where(build => mark is not null && build.WhatToTest.Any(text => PullRequestMark.IsIn(text, mark))
                || (isSame && resume.Builds.Contains(build.Id, StringComparer.Ordinal) && !build.WhatToTest.Any(PullRequestMark.IsInAny))),
        ];
    }
}
