using System.Text;
using MobileDist.Testing;
using MobileDist.Testing.AppStoreConnect;

namespace MobileDist.AppStoreConnect.Tests;

/// <summary>Holds client and fake against Apple's own description of its API.</summary>
[Category("Contract")]
public sealed class AppStoreConnectContractTests
{
    private static readonly string[] EveryOperation =
    [
        "GET apps", "GET apps/", "GET apps/buildUploads", "GET apps/betaAppReviewDetail", "GET apps/betaAppLocalizations",
        "POST buildUploads", "GET buildUploads/", "DELETE buildUploads/", "GET buildUploads/buildUploadFiles",
        "POST buildUploadFiles", "GET buildUploadFiles/", "PATCH buildUploadFiles/",
        "GET builds", "GET builds/", "PATCH builds/", "GET builds/betaBuildLocalizations", "GET builds/individualTesters", "POST builds/relationships/individualTesters",
        "POST betaBuildLocalizations", "PATCH betaBuildLocalizations/", "PATCH buildBetaDetails/", "POST buildBetaNotifications", "GET appEncryptionDeclarations",
        "GET betaGroups", "POST betaGroups", "GET betaGroups/", "PATCH betaGroups/", "GET betaGroups/relationships/builds", "POST betaGroups/relationships/builds", "POST builds/relationships/betaGroups",
        "GET betaGroups/betaTesters", "POST betaGroups/relationships/betaTesters", "DELETE betaGroups/relationships/betaTesters",
        "GET betaTesters", "POST betaTesters", "POST betaTesterInvitations",
        "GET betaAppReviewSubmissions", "POST betaAppReviewSubmissions", "PATCH betaAppReviewDetails/", "POST betaAppLocalizations", "PATCH betaAppLocalizations/",
    ];

    private ApiContract _contract = null!;
    private List<ApiCall> _calls = null!;

    [OneTimeSetUp]
    public async Task CallEverythingAsync()
    {
        _contract = ApiContract.Load(SharedSpecs.Require("app-store-connect.openapi.json"));
        using var fixture = new AppleFixture();
        using var folder = new TestFolder();
        await UploadAsync(fixture, folder);
        await DistributeAsync(fixture);

        // A list's next page is Apple's own address, whose cursor the description does not know.
        _calls = [.. fixture.Recorder.Calls.Where(call => call.Path.StartsWith("/v1/", StringComparison.Ordinal) && !call.Query.Contains("cursor=", StringComparison.Ordinal))];
    }

    [Test]
    public void EveryCall_WhenAllThatTheClientCanDoIsDone_IsAsDescribed()
    {
        Assert.That(_calls.Select(Operation).Distinct(StringComparer.Ordinal), Is.EquivalentTo(EveryOperation), "a call that is new here is to be made below");
        using (Assert.EnterMultipleScope())
        {
            foreach (var call in _calls.DistinctBy(call => $"{call} {Encoding.UTF8.GetString(call.RequestBody)}", StringComparer.Ordinal))
            {
                Assert.That(_contract.CheckRequest(call), Is.Empty, $"request of {call}");
                Assert.That(_contract.CheckAnswer(call), Is.Empty, $"answer of {call}");
            }
        }
    }

    [Test]
    public void EveryRefusal_ThatTheFakeKnows_IsAsDescribed() =>
        Assert.That(_calls.Select(call => call.Status).Where(status => status >= 400).Distinct(), Is.SupersetOf(new[] { 401, 404, 409, 422, 429 }));

    [TestCase("POST", "buildUploads", """{"data":{"type":"buildUploads","attributes":{"cfBundleVersion":"1","platform":"IOS"},"relationships":{"app":{"data":{"type":"apps","id":"1"}}}}}""", "'cfBundleShortVersionString' is missing")]
    [TestCase("POST", "buildUploads", """{"data":{"type":"buildUploads","attributes":{"cfBundleShortVersionString":"1","cfBundleVersion":"1","platform":"WATCH_OS"},"relationships":{"app":{"data":{"type":"apps","id":"1"}}}}}""", "'WATCH_OS' is none of")]
    [TestCase("PATCH", "buildBetaDetails/1", """{"data":{"type":"buildBetaDetails","id":"1","attributes":{"autoNotify":true}}}""", "'autoNotify' is unknown")]
    [TestCase("GET", "builds/1/relationships/betaGroups", "", "no such operation")]
    [TestCase("GET", "builds?include=preReleaseVersion,betaDetail", "", "'betaDetail' is none of")]
    public void CheckRequest_WhenRequestIsWrong_SaysWhere(string method, string path, string body, string expected)
    {
        var parts = path.Split('?');
        var call = new ApiCall { Method = method, Path = "/v1/" + parts[0], Query = parts.Length > 1 ? "?" + parts[1] : "", RequestType = body.Length > 0 ? "application/json" : null, RequestBody = Encoding.UTF8.GetBytes(body) };

        Assert.That(string.Join('\n', _contract.CheckRequest(call)), Does.Contain(expected));
    }

    /// <summary>The path without its ids: the resource, a slash where one of them is meant, and what is asked of it.</summary>
    private static string Operation(ApiCall call) => $"{call.Method} " + (call.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)[1..] switch
    {
        [var resource] => resource,
        [var resource, _] => resource + "/",
        [var resource, _, .. var rest] => $"{resource}/{string.Join('/', rest)}",
        _ => "",
    });

    private static async Task UploadAsync(AppleFixture fixture, TestFolder folder)
    {
        await new AppleApps(fixture.Api).FindAsync(FakeAppStoreConnect.BundleId, default);
        await new AppleApps(fixture.Api).GetAsync(FakeAppStoreConnect.AppId, default);
        await new AppleApps(fixture.Api).TryKeyAsync(default);
        fixture.Apple.PartSize = 4;
        fixture.Apple.DeclaredEncryption = null;
        var uploads = new BuildUploads(fixture.Api);
        var package = new BuildPackage(AppleFixture.Identity, folder.Write("Shop.ipa", "PK and so on"), "sha256:1");
        BuildUploadRecord? record = null;

        // Half an upload that nobody remembers, then one that stops and goes on, with answers that get lost.
        fixture.Fail("PUT", "/storage/", new FakeAppleFault.Refuse(new FakeAppleAnswer(403)), times: 3);
        Assert.ThrowsAsync<DistributionException>(() => uploads.UploadAsync(package, null, _ => { }, null, default));
        fixture.Fail("PUT", "/storage/", new FakeAppleFault.Refuse(new FakeAppleAnswer(403)), times: 3);
        fixture.Fail("POST", "/v1/buildUploadFiles", new FakeAppleFault.CutAfter());
        Assert.ThrowsAsync<DistributionException>(() => uploads.UploadAsync(package, null, saved => record = saved, null, default));
        fixture.Apple.Fault = _ => null;
        await uploads.UploadAsync(package, record, saved => record = saved, null, default);
        await uploads.UploadAsync(package with { Identity = package.Identity with { BuildNumber = "41" } }, null, _ => { }, null, default);
        await new BuildWaiting(fixture.Api).WaitAsync(AppleFixture.Identity, record!.UploadId, new BuildWaitLimits(), null, default);
        await new BuildWaiting(fixture.Api).WaitAsync(AppleFixture.Identity, null, new BuildWaitLimits(), null, default);
        await new AppleBuilds(fixture.Api).NextNumberAsync(FakeAppStoreConnect.AppId, "1.2", ApplePlatform.Ios, default);
        await new AppleBuilds(fixture.Api).GetAsync("gone", default);
    }

    private static async Task DistributeAsync(AppleFixture fixture)
    {
        fixture.Fail("GET", "/v1/builds", new FakeAppleFault.Refuse(FakeAppleAnswer.RateLimited("1")));
        fixture.Fail("GET", "/v1/builds", new FakeAppleFault.Refuse(FakeAppleAnswer.Unauthorized()));
        var builds = new AppleBuilds(fixture.Api);
        var testing = new BuildTesting(fixture.Api);
        var build = (await builds.FindAsync(AppleFixture.Identity, default))!;
        fixture.Apple.Declarations["7"] = "APPROVED";
        await testing.AnswerComplianceAsync(FakeAppStoreConnect.AppId, build, stated: true, default);
        await testing.AnswerComplianceAsync(FakeAppStoreConnect.AppId, build, stated: false, default);
        await new BuildWaiting(fixture.Api).WaitAsync(AppleFixture.Identity, null, new BuildWaitLimits(), null, default, isComplianceAnswered: true);
        await testing.SetWhatToTestAsync(build.Id, "en-US", "One", default);
        await testing.SetWhatToTestAsync(build.Id, "en-US", "Two", default);
        await testing.SetNotificationAsync((await builds.GetAsync(build.Id, default))!, notify: true, default);

        var groups = new BetaGroups(fixture.Api);
        fixture.Apple.AddGroup("Team", isInternal: true, hasAllBuilds: true);
        await groups.ResolveAsync(FakeAppStoreConnect.AppId, [new WantedGroup("Friends") { CreateWhenMissing = true }, new WantedGroup("Inner") { CreateWhenMissing = true, IsInternal = true }], default);
        await groups.ResolveAsync(FakeAppStoreConnect.AppId, [new WantedGroup("Friends") { HasPublicLink = true, PublicLinkLimit = 9 }], default);
        var all = await groups.ListAsync(FakeAppStoreConnect.AppId, default);
        foreach (var group in all)
        {
            await groups.AssignAsync(group with { HasAllBuilds = false }, build.Id, default);
        }

        fixture.Apple.AddGroup("One");
        fixture.Apple.AddGroup("Two");
        await groups.AssignAllAsync(await groups.ListAsync(FakeAppStoreConnect.AppId, default), build.Id, default);
        await builds.ListOpenAsync(FakeAppStoreConnect.AppId, ApplePlatform.Ios, default);
        await testing.NotifyAsync(build.Id, default);

        var friends = all.Single(group => group.Name is "Friends");
        var testers = new BetaTesters(fixture.Api);
        fixture.Apple.AddTester("known@acme.example");
        fixture.Apple.AddTester("old@acme.example", fixture.Apple.Groups.Single(group => group.Name is "Friends"));
        var sync = new TesterSync { Testers = [new WantedTester("known@acme.example"), new WantedTester("new@acme.example", "Ada", "Lovelace")], RemoveOthers = true, InviteAgain = true };
        await testers.SyncAsync(FakeAppStoreConnect.AppId, friends, sync, null, default);
        await testers.SyncAsync(FakeAppStoreConnect.AppId, friends, sync, null, default);
        await testers.AssignToBuildAsync(FakeAppStoreConnect.AppId, build.Id, [new WantedTester("known@acme.example"), new WantedTester("alone@acme.example")], default);

        var contact = new ReviewContact { Notes = "See above.", DemoAccountName = "demo", DemoAccountPassword = new Secret("word"), FeedbackEmail = "other@acme.example" };
        fixture.Apple.AppTextLocales.Remove("en-US");
        await new BetaReview(fixture.Api).SubmitAsync(FakeAppStoreConnect.AppId, "en-US", build.Id, contact, default);
        contact = contact with { Description = "Another shop." };
        var fake = fixture.Apple.Builds.Single(other => other.BuildNumber is "42");
        fake.ReviewState = null;
        fixture.Fail("POST", "/v1/betaAppReviewSubmissions", new FakeAppleFault.GatewayAfter());
        await new BetaReview(fixture.Api).SubmitAsync(FakeAppStoreConnect.AppId, "en-US", build.Id, contact, default);
        await new ProofReader(fixture.Api).ReadAsync(build.Id, all, default);
        fake.ReviewState = "APPROVED";
        await testing.NotifyAsync(build.Id, default);
        await testers.SyncAsync(FakeAppStoreConnect.AppId, friends, sync, null, default);
        await testing.ExpireAsync(build.Id, default);
    }
}
