using MobileDist.Signing.Apple.Identity;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Bundles;

/// <summary>Plans that do not fit the app: what was signed by them does not verify, and does not appear.</summary>
public sealed class IpaPlanTests : IpaTestBase
{
    private static IEnumerable<TestCaseData> UnfitPlans()
    {
        var other = AppleTestAuthority.Shared.OtherTeam;
        yield return Unfit("expired", WithProfile(profile => profile with { Expires = Now.AddDays(-1) }), "expired on");
        yield return Unfit("another certificate", WithProfile(profile => profile with { Certificates = [other.Certificate] }), "does not hold the certificate");
        yield return Unfit("another team", WithProfile(profile => profile with { TeamId = AppleTestAuthority.OtherTeamId }), "is of the team 'OTHER98765'");
        yield return Unfit("another app", WithProfile(profile => profile with { AppId = "com.example.other" }), "is for 'TEAM123456.com.example.other'");
        yield return Unfit("another kind", WithProfile(profile => profile with { Kind = AppleTestProfileKind.Enterprise }), "of the kind");
        yield return Unfit("too many entitlements", WithEntitlement("com.apple.developer.healthkit"), "com.apple.developer.healthkit");
        yield return Unfit("no plan for the extension", Plan(), "has no provisioning profile");
        yield return Unfit("entitlements of the app", AppPlan() is var plan ? plan with { Bundles = plan.Bundles.SetItem("PlugIns/Share.appex", plan.Bundles["PlugIns/Share.appex"] with { Entitlements = plan.Bundles[""].Entitlements }) } : null!, "has to be 'TEAM123456.com.example.demo.share'");
    }

    [TestCaseSource(nameof(UnfitPlans))]
    public void SignAsync_WhenThePlanDoesNotFit_SaysWhyAndLeavesNothing(AppleSigningPlan plan, string sentence)
    {
        var input = Write(App());

        Assert.That(() => SignAsync(input, plan), Throws.TypeOf<DistributionException>().With.Message.Contains(sentence).And.Property("ExitCode").EqualTo(ExitCode.Unfit));
        Assert.That(Directory.EnumerateFiles(Folder.FullPath), Is.EqualTo((string[])[input]));
    }

    [TestCase("com.other.share")]
    [TestCase("com.example.demo.share.deeper")]
    public void SignAsync_WhenAnExtensionIsNotCalledAfterItsApp_Refuses(string identifier)
    {
        var app = App().WithInfo("CFBundleIdentifier", identifier, "PlugIns/Share.appex");

        Assert.That(() => SignAsync(Write(app), Plan(("PlugIns/Share.appex", identifier))), Throws.TypeOf<DistributionException>().With.Message.Contains($"called '{identifier}'"));
    }

    [Test]
    public void SignAsync_WhenAWatchAppNamesAnotherCompanion_Refuses()
    {
        var app = App().WithBundle("Watch/W.app", "APPL", "com.example.demo.watch", "W", SampleCode.App).WithInfo("WKCompanionAppBundleIdentifier", "com.example.other", "Watch/W.app");

        Assert.That(
            () => SignAsync(Write(app), Plan(("PlugIns/Share.appex", "com.example.demo.share"), ("Watch/W.app", "com.example.demo.watch"))),
            Throws.TypeOf<DistributionException>().With.Message.Contains("'com.example.other' for 'WKCompanionAppBundleIdentifier'"));
    }

    [Test]
    public async Task SignAsync_WhenAWatchAppStandsAlone_NeedsNoCompanion()
    {
        var app = App().WithBundle("Watch/W.app", "APPL", "com.example.demo.watch", "W", SampleCode.App);
        var plan = Plan(("PlugIns/Share.appex", "com.example.demo.share"), ("Watch/W.app", "com.example.demo.watch"));
        Assert.That(() => SignAsync(Write(app), plan), Throws.TypeOf<DistributionException>().With.Message.Contains("'(nothing)' for 'WKCompanionAppBundleIdentifier'"));

        var signed = await SignAsync(Write(app.WithInfo("WKWatchOnly", value: true, "Watch/W.app")), plan);

        Assert.That(signed.Bundles, Has.Member("Watch/W.app"));
    }

    private static TestCaseData Unfit(string name, AppleSigningPlan plan, string sentence) => new TestCaseData(plan, sentence).SetArgDisplayNames(name);

    private static AppleSigningPlan WithEntitlement(string key)
    {
        var plan = AppPlan();
        var app = plan.Bundles[""];
        return plan with { Bundles = plan.Bundles.SetItem("", app with { Entitlements = app.Entitlements.With(key, new Packages.Apple.PropertyLists.PropertyListBoolean(Value: true)) }) };
    }
}
