using System.Text.Json;
using MobileDist.Testing.AppStoreConnect;

namespace MobileDist.AppStoreConnect.Tests;

public sealed class TokenTests
{
    [TestCase(FakeAppStoreConnect.Issuer)]
    [TestCase(null)]
    public async Task Token_OfTeamOrPerson_IsTakenByApple(string? issuer)
    {
        using var fixture = new AppleFixture(issuer);

        await new AppleApps(fixture.Api).FindAsync(FakeAppStoreConnect.BundleId, default);

        Assert.That(fixture.Api.Calls, Is.EqualTo(1));
        var payload = Payload(fixture.Apple.Requests[0]);
        var members = payload.EnumerateObject().Select(member => member.Name);
        Assert.That(members, Is.EquivalentTo(new[] { issuer is null ? "sub" : "iss", "iat", "exp", "aud" }));
        Assert.That(payload.GetProperty("iat").GetInt64(), Is.EqualTo(fixture.Time.GetUtcNow().AddSeconds(-60).ToUnixTimeSeconds()));
        Assert.That(payload.GetProperty("exp").GetInt64() - payload.GetProperty("iat").GetInt64(), Is.LessThanOrEqualTo(20 * 60));
    }

    [Test]
    public async Task Token_WhenWaitIsLongerThanItsLife_IsRenewed()
    {
        using var fixture = new AppleFixture();
        var build = fixture.Apple.AddBuild("1.2.0", "42");
        build.Processed = fixture.Time.GetUtcNow().AddMinutes(55);
        build.Settled = build.Processed.AddMinutes(1);

        var outcome = await new BuildWaiting(fixture.Api).WaitAsync(AppleFixture.Identity, uploadId: null, new BuildWaitLimits(), progress: null, default);

        Assert.That(outcome, Is.InstanceOf<BuildWaitOutcome.Ready>());
        var tokens = fixture.Apple.Requests.Select(request => request.Headers["Authorization"]).Distinct(StringComparer.Ordinal).ToList();
        Assert.That(tokens, Has.Count.EqualTo(5), "one for each 12 minutes of 56");
    }

    [Test]
    public async Task Token_WhenClockIsWrong_FollowsApples([Values(-90, 90, 3_000, -3_000)] int secondsAhead)
    {
        using var fixture = new AppleFixture();
        fixture.Apple.ClockAhead = TimeSpan.FromSeconds(secondsAhead);

        var app = await new AppleApps(fixture.Api).FindAsync(FakeAppStoreConnect.BundleId, default);

        Assert.That(app.Id, Is.EqualTo(FakeAppStoreConnect.AppId));
        Assert.That(fixture.Api.Calls, Is.LessThanOrEqualTo(2));
    }

    [Test]
    public void Token_WhenRegistered_IsMasked()
    {
        var redactor = new Redactor();
        var time = new MobileDist.Testing.VirtualTime();
        using var apple = new FakeAppStoreConnect(time);
        using var key = AppStoreConnectKey.Read(new Secret(apple.KeyText), FakeAppStoreConnect.KeyId, FakeAppStoreConnect.Issuer, "KEY");

        var token = new TokenSource(key, "appstoreconnect-v1", time, redactor).Current();

        Assert.That(redactor.Redact($"Bearer {token.Reveal()}"), Is.EqualTo("Bearer ***"));
    }

    [TestCase(AppStoreConnectOptions.StandardAddress, "appstoreconnect-v1")]
    [TestCase(AppStoreConnectOptions.EnterpriseAddress + "/", "apple-developer-enterprise-v1")]
    [TestCase("http://127.0.0.1:8080", "appstoreconnect-v1")]
    public void Audience_FollowsTheProgram(string address, string expected) =>
        Assert.That(AppStoreConnectAddress.AudienceOf(AppStoreConnectAddress.Parse(address)), Is.EqualTo(expected));

    [TestCase("http://api.appstoreconnect.apple.com")]
    [TestCase("https://user:word@api.appstoreconnect.apple.com")]
    [TestCase("api.appstoreconnect.apple.com")]
    public void Address_WhenNotTrusted_IsRefused(string address)
    {
        var error = Assert.Throws<DistributionException>(() => AppStoreConnectAddress.Parse(address));

        Assert.That(error!.Message, Does.Not.Contain("word"));
    }

    private static JsonElement Payload(FakeAppleRequest request) =>
        JsonElement.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(request.Headers["Authorization"].Split('.')[1]));
}
