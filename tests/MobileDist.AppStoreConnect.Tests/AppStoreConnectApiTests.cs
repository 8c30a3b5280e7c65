using MobileDist.Testing.AppStoreConnect;

namespace MobileDist.AppStoreConnect.Tests;

public sealed class AppStoreConnectApiTests
{
    [Test]
    public async Task FindApp_WhenFilterFindsMore_TakesTheExactOne()
    {
        using var fixture = new AppleFixture();

        var app = await new AppleApps(fixture.Api).FindAsync(FakeAppStoreConnect.BundleId, default);

        Assert.That(app, Is.EqualTo(new AppleApp(FakeAppStoreConnect.AppId, FakeAppStoreConnect.BundleId, "Shop", "en-US")));
    }

    [Test]
    public void FindApp_WhenUnknown_NamesThoseThereAre()
    {
        using var fixture = new AppleFixture();

        var error = Assert.ThrowsAsync<DistributionException>(() => new AppleApps(fixture.Api).FindAsync("com.acme.shopp", default));

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(error.Faults[0].Details, Does.Contain(new FaultDetail("did you mean", FakeAppStoreConnect.BundleId)));
    }

    [Test]
    public async Task List_WhenLongerThanAPage_IsReadToItsEnd()
    {
        using var fixture = new AppleFixture();
        for (var other = 0; other < 450; other++)
        {
            fixture.Apple.AddBuild("1.2.0", $"{other + 1}");
        }

        var next = await new AppleBuilds(fixture.Api).NextNumberAsync(FakeAppStoreConnect.AppId, "1.2", ApplePlatform.Ios, default);

        Assert.That(next, Is.EqualTo("451"));
        Assert.That(fixture.Count("GET", "/v1/builds"), Is.EqualTo(3));
    }

    [Test]
    public void List_WhenNextPageLeadsAway_TokenStaysHere()
    {
        using var fixture = new AppleFixture();
        fixture.Fail("GET", "/v1/apps", new FakeAppleFault.Refuse(new FakeAppleAnswer(200, """{"data":[],"links":{"next":"https://evil.test/v1/apps?cursor=2"}}""")));

        var error = Assert.ThrowsAsync<DistributionException>(() => new AppleApps(fixture.Api).FindAsync("x", default));

        Assert.That(error!.Message, Does.Contain("'https://evil.test'"));
        Assert.That(fixture.Apple.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void List_WhenItLeadsInACircle_Ends()
    {
        using var fixture = new AppleFixture();
        fixture.Fail("GET", "/v1/apps", new FakeAppleFault.Refuse(new FakeAppleAnswer(200, """{"data":[],"links":{"next":"/v1/apps?cursor=2"}}""")), times: 100);

        var error = Assert.ThrowsAsync<DistributionException>(() => new AppleApps(fixture.Api).FindAsync("x", default));

        Assert.That(error!.Message, Does.Contain("does not end"));
        Assert.That(fixture.Apple.Requests, Has.Count.EqualTo(2));
    }

    [TestCase("7", 7)]
    [TestCase(null, 0)]
    public async Task Get_WhenRateLimited_WaitsAsAskedAndGoesOn(string? retryAfter, int leastSeconds)
    {
        using var fixture = new AppleFixture();
        var start = fixture.Time.GetUtcNow();
        fixture.Fail("GET", "/v1/apps", new FakeAppleFault.Refuse(FakeAppleAnswer.RateLimited(retryAfter)), times: 3);

        await new AppleApps(fixture.Api).FindAsync(FakeAppStoreConnect.BundleId, default);

        Assert.That(fixture.Apple.Requests, Has.Count.EqualTo(4));
        Assert.That(fixture.Time.GetUtcNow() - start, Is.GreaterThan(TimeSpan.FromSeconds(3 * leastSeconds)).And.LessThan(TimeSpan.FromSeconds((3 * leastSeconds) + 10)));
    }

    [Test]
    public void Get_WhenRateLimitedForTooLong_SaysSo()
    {
        using var fixture = new AppleFixture();
        fixture.Fail("GET", "/v1/apps", new FakeAppleFault.Refuse(FakeAppleAnswer.RateLimited("3600")), times: 100);

        var error = Assert.ThrowsAsync<DistributionException>(() => new AppleApps(fixture.Api).FindAsync(FakeAppStoreConnect.BundleId, default));

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Unreachable));
        Assert.That(error.Message, Does.Contain("used up"));
        Assert.That(fixture.Apple.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Get_WhenHourIsUsedUpByUs_WaitsUntilACallIsFree()
    {
        using var fixture = new AppleFixture(retry: new RetryLimits { Total = TimeSpan.FromHours(2) });
        fixture.Apple.CallsPerHour = 100;
        var apps = new AppleApps(fixture.Api);
        var start = fixture.Time.GetUtcNow();

        for (var call = 0; call < 160; call++)
        {
            await apps.FindAsync(FakeAppStoreConnect.BundleId, default);
        }

        Assert.That(fixture.Time.GetUtcNow() - start, Is.InRange(TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(65)));
        Assert.That(fixture.Recorder.Calls.Count(call => call.Status == 429), Is.EqualTo(1));
        Assert.That(fixture.Api.RateLimit!.PerHour, Is.EqualTo(100));
    }

    [Test]
    public async Task Get_WhenHourIsNearlyUsedUp_SlowsDownToWhatComesBack()
    {
        using var fixture = new AppleFixture();
        var apps = new AppleApps(fixture.Api);
        fixture.Apple.Fault = _ => new FakeAppleFault.Refuse(new FakeAppleAnswer(200, """{"data":[{"type":"apps","id":"1","attributes":{"bundleId":"x"}}]}""").With("X-Rate-Limit", "user-hour-lim:3600;user-hour-rem:100;"));
        var start = fixture.Time.GetUtcNow();

        for (var call = 0; call < 31; call++)
        {
            await apps.FindAsync("x", default);
        }

        Assert.That(fixture.Time.GetUtcNow() - start, Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task Get_WhenGoodTokenIsRefused_TriesWithANewOne()
    {
        using var fixture = new AppleFixture();
        fixture.Fail("GET", "/v1/apps", new FakeAppleFault.Refuse(FakeAppleAnswer.Unauthorized()), times: 2);

        await new AppleApps(fixture.Api).FindAsync(FakeAppStoreConnect.BundleId, default);

        Assert.That(fixture.Apple.Requests.Select(request => request.Headers["Authorization"]).Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(3));
    }

    [Test]
    public void Get_WhenKeyIsWrong_EndsSoonWithHints()
    {
        using var fixture = new AppleFixture();
        fixture.Apple.IssuerId = Guid.NewGuid().ToString();

        var error = Assert.ThrowsAsync<DistributionException>(() => new AppleApps(fixture.Api).FindAsync(FakeAppStoreConnect.BundleId, default));

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(error.Faults[0].Remedy, Does.Contain("issuer id").And.Contain("clock"));
        Assert.That(error.Faults[0].Details[0].Value, Does.StartWith("NOT_AUTHORIZED: Provide a properly configured"));
        Assert.That(fixture.Apple.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Get_WhenGatewayOrNetworkFails_TriesAgain()
    {
        using var fixture = new AppleFixture();
        fixture.Fail("GET", "/v1/apps", new FakeAppleFault.GatewayAfter());
        fixture.Fail("GET", "/v1/apps", new FakeAppleFault.CutBefore());
        fixture.Fail("GET", "/v1/apps", new FakeAppleFault.Refuse(new FakeAppleAnswer(200, "<html>", "text/html")));

        var app = await new AppleApps(fixture.Api).FindAsync(FakeAppStoreConnect.BundleId, default);

        Assert.That(app.Id, Is.EqualTo(FakeAppStoreConnect.AppId));
        Assert.That(fixture.Api.Calls, Is.EqualTo(4));
    }

    [TestCase("FORBIDDEN_ERROR", "role")]
    [TestCase("FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED", "agreement")]
    [TestCase("ENTITY_UNPROCESSABLE.BETA_CONTRACT_MISSING", "agreement for beta testing")]
    public void Get_WhenForbidden_TellsWhatFor(string code, string expected)
    {
        using var fixture = new AppleFixture();
        fixture.Fail("GET", "/v1/apps", new FakeAppleFault.Refuse(FakeAppleAnswer.Refusal(403, code, "This request is forbidden for security reasons") with { ContentType = "*/*" }));

        var error = Assert.ThrowsAsync<DistributionException>(() => new AppleApps(fixture.Api).FindAsync(FakeAppStoreConnect.BundleId, default));

        Assert.That(error!.Message, Does.Contain(expected));
        Assert.That(error.Faults[0].Details[0].Value, Does.StartWith(code));
    }

    [TestCase("v1/devices?limit=200", "devices")]
    [TestCase("v1/profiles", "provisioning profiles")]
    [TestCase("v1/bundleIds/1/profiles", "bundle identifiers")]
    public void Send_WhenIndividualKeyMayNot_SaysSoBeforeTrying(string path, string subject)
    {
        using var fixture = new AppleFixture(issuerId: null);

        var error = Assert.ThrowsAsync<DistributionException>(() => fixture.Api.GetAsync(path, "x", default));

        Assert.That(error!.Message, Does.Contain($"no access to {subject}"));
        Assert.That(error.Faults[0].Remedy, Does.Contain("team key"));
        Assert.That(fixture.Apple.Requests, Is.Empty);
    }

    [Test]
    public void Parse_WhenErrorsStandInsideOfOthers_FlattensThem()
    {
        var errors = AppleErrors.Parse("""
            {"errors":[{"status":"409","code":"STATE_ERROR","title":"a","meta":{"associatedErrors":{
              "/v1/x":[{"code":"ENTITY_ERROR.ATTRIBUTE.REQUIRED","title":"b","detail":"c","source":{"pointer":"/data/attributes/y"},"links":{"associated":{"href":"z"}}}, 5],
              "/v1/w": {}}}}, null, {"code":7}]}
            """u8.ToArray());

        Assert.That(errors.Select(error => error.ToString()), Is.EqualTo(new[]
        {
            "STATE_ERROR: a", "ENTITY_ERROR.ATTRIBUTE.REQUIRED: c (/data/attributes/y)", "UNKNOWN: Apple gave no reason.",
        }));
    }

    [TestCase("2026-01-30T01:31:03.007-08:00", "2026-01-30T09:31:03.0070000+00:00")]
    [TestCase("2026-01-25T23:07:08-08:00", "2026-01-26T07:07:08.0000000+00:00")]
    [TestCase("2022-05-14T04:35:20.000+0000", "2022-05-14T04:35:20.0000000+00:00")]
    [TestCase("2026-01-30T01:31:03.123456789Z", "2026-01-30T01:31:03.1234567+00:00")]
    [TestCase("2026-01-30T01:31:03Z", "2026-01-30T01:31:03.0000000+00:00")]
    [TestCase("yesterday", null)]
    [TestCase("", null)]
    public void Date_InAllOfApplesSpellings_IsRead(string text, string? expected) =>
        Assert.That(AppleDate.Parse(text)?.ToUniversalTime().ToString("O"), Is.EqualTo(expected));

    [TestCase("user-hour-lim:3500;user-hour-rem:500;", 3500, 500)]
    [TestCase("user-hour-rem:0; user-hour-lim:3600; other:x", 3600, 0)]
    public void RateLimit_WhenWellFormed_IsRead(string header, int perHour, int remaining) =>
        Assert.That(RateLimit.Parse(header), Is.EqualTo(new RateLimit(perHour, remaining)));

    [TestCase("")]
    [TestCase("user-hour-lim:0;user-hour-rem:0;")]
    [TestCase("user-hour-lim:-5;user-hour-rem:many")]
    public void RateLimit_WhenSomethingElse_IsNone(string header) => Assert.That(RateLimit.Parse(header), Is.Null);

    [Test]
    public void Build_WhenAppleAddsAndRemoves_IsReadNevertheless()
    {
        var document = AppleDocument.Parse("""
            {"data":{"type":"builds","id":"7","attributes":{"version":"42","processingState":"POLISHING","expired":"perhaps","uploadedDate":5,"usesNonExemptEncryption":null},
              "relationships":{"buildBetaDetail":{"data":null},"preReleaseVersion":{}}},"included":[null,{"type":"novelties"}],"links":{}}
            """u8.ToArray());

        var build = AppleBuild.Of(document.One!, document);

        Assert.That(build, Is.EqualTo(new AppleBuild { Id = "7", BuildNumber = "42", Processing = BuildProcessingState.Unknown }));
    }

    [Test]
    public async Task Parse_WhenAnswerIsMutated_LetsOutOnlyOurOwnError()
    {
        using var fixture = new AppleFixture(retry: new RetryLimits { Attempts = 1 });
        fixture.Apple.AddBuild("1.2.0", "42");
        await new AppleBuilds(fixture.Api).FindAsync(AppleFixture.Identity, default);
        var body = fixture.Recorder.Calls.Last().AnswerBody;
        var random = new Random(20261122);
        var failures = 0;
        for (var round = 0; round < 3_000; round++)
        {
            var bytes = body.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            fixture.Apple.Fault = _ => new FakeAppleFault.Refuse(new FakeAppleAnswer(random.Next(4) == 0 ? 409 : 200, System.Text.Encoding.Latin1.GetString(bytes)));
            try
            {
                await new AppleBuilds(fixture.Api).FindAsync(AppleFixture.Identity, default);
            }
            catch (DistributionException)
            {
                failures++;
            }
        }

        Assert.That(failures, Is.InRange(100, 2_900));
    }
}
