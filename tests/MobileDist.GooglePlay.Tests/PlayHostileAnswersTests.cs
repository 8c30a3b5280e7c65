using Google.Apis.AndroidPublisher.v3.Data;
using MobileDist.Testing.GooglePlay;

namespace MobileDist.GooglePlay.Tests;

public sealed class PlayHostileAnswersTests
{
    [Test]
    public async Task Anything_WhenAnswersAreMutated_EndsWithAnOutcomeOrOurError([Range(1, 4)] int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            using var fixture = new PlayFixture();
            fixture.App.AddRelease("internal", 7, "draft");
            fixture.App.AddRelease("pr-testers", 8);
            fixture.App.Live.Groups["internal"] = ["old@googlegroups.com"];
            using var handler = new MutatingHandler(fixture.Recorder, random, share: 0.15);
            using var api = new GooglePlayApi(
                new GooglePlayOptions { Address = fixture.Play.Address, Retry = new RetryLimits { Attempts = 2 }, EditRetry = new RetryLimits { Attempts = 2 }, CommitRetry = new RetryLimits { Attempts = 2 } },
                fixture.Tokens,
                handler,
                fixture.Time,
                () => 0.5);
            var package = fixture.Package(42, size: 3_000);
            var plan = fixture.Plan() with { Package = package, TesterGroups = ["qa@googlegroups.com"] };
            var saved = new List<PlayRecord>();
            await TryAsync(() => new PlayPublishing(api).PublishAsync(plan, null, saved.Add, null, default));
            await TryAsync(() => new PlayPublishing(api).PublishAsync(plan with { ReleaseName = "Two" }, saved.LastOrDefault(), saved.Add, null, default));
            await TryAsync(() => new PlayProofReader(api).ReadAsync(FakeGooglePlay.PackageName, "internal", 42, [], default));
            await TryAsync(() => new PlayVersionCodes(api).NextAsync(FakeGooglePlay.PackageName, default));
            await TryAsync(() => new PlayPreflight(api).CheckAsync(FakeGooglePlay.PackageName, default));
            await TryAsync(() => new PlayTesters(api).MergeAsync(FakeGooglePlay.PackageName, "internal", ["new@googlegroups.com"], removeOthers: false, default));
            await TryAsync(() => new PlayInternalSharing(api).UploadAsync(FakeGooglePlay.PackageName, package, PlayPackageKind.Bundle, null, default));
            await TryAsync(() => new PlayGeneratedApks(api).ListAsync(FakeGooglePlay.PackageName, 42, default));
            await TryAsync(() => new PlayWithdrawal(api).HaltAsync(FakeGooglePlay.PackageName, "pr-testers", 8, null, default));
            fixture.Play.Unplanned.Clear();
        }
    }

    [Test]
    public void Kept_WhenAReleaseHasAStatusOfTomorrow_StaysAsItIs()
    {
        var unknown = new TrackRelease { Status = "paused", VersionCodes = [7] };

        Assert.That(ReleasePlan.Kept([unknown, new TrackRelease { Status = "completed", VersionCodes = [6] }], new TrackRelease { Status = "completed", VersionCodes = [8] }), Is.EqualTo(new[] { unknown }));
    }

    /// <summary>Everything but our own error is a failure of the test.</summary>
    private static async Task TryAsync<T>(Func<Task<T>> work)
    {
        try
        {
            Assert.That(await work(), Is.Not.Null);
        }
        catch (DistributionException error)
        {
            Assert.That(error.Faults[0].Headline, Does.EndWith("."));
        }
    }
}
