using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Settings.TestFlight;

namespace MobileDist.Pipeline.Tests.Settings;

public sealed class TestFlightSettingsTests
{
    private const string Full = """
        roster: testers.yml
        apps:
          demo:
            ios:
              package: app.ipa
              build-number: next
              channels: [testflight]
              signing: { type: app-store, throw-away: true }
              testflight: { groups: Beta, notify: false }
        channels:
          testflight:
            key: keys/AuthKey_2X9R4HXF34.p8
            issuer-id: 57246542-96fe-1a63-e053-0824d011072a
            app-id: 6446998023
            groups: [QA, "Friends, family"]
            create-groups: external
            testers: [jane@example.com, "${MORE}"]
            sync-testers: { Beta: "qa, dev" }
            remove-testers: true
            invite-again: true
            public-link: true
            public-link-limit: 50
            what-to-test: { en-US: auto, de-DE: notes.de.md }
            uses-non-exempt-encryption: false
            review: { submit: false, contact-first-name: Ada, demo-account: demo, demo-password: "${DEMO}" }
            expire-older: true
            notify: true
            wait-appears: 30m
            wait-processed: 2h
        """;

    [Test]
    public void Load_WhenEverythingIsSet_TakesAllOfIt_AndTheAppsOwnFirst()
    {
        using var fixture = Complete();

        var settings = Load(fixture);

        Assert.That((settings.AppId, settings.CreateGroups, settings.RemoveTesters, settings.InviteAgain, settings.ExpireOlder, settings.Notify), Is.EqualTo(("6446998023", GroupCreation.External, true, true, true, (bool?)false)));
        Assert.That(settings.Groups, Is.EqualTo(new[] { "Beta" }));
        Assert.That(settings.Testers, Is.EqualTo(new[] { "jane@example.com", "john@example.com", "vip" }));
        Assert.That(settings.Sync.Groups["Beta"], Is.EqualTo(new[] { "qa", "dev" }));
        Assert.That((settings.PublicLink, settings.PublicLinkLimit, settings.UsesNonExemptEncryption, settings.SubmitForReview), Is.EqualTo(((bool?)true, (int?)50, (bool?)false, false)));
        Assert.That(settings.WhatToTest, Is.EqualTo(new[] { new WhatToTestSource("en-US", null), new WhatToTestSource("de-DE", fixture.Folder.Combine("notes.de.md")) }));
        Assert.That(settings.Contact!.DemoAccountPassword!.Reveal(), Is.EqualTo("demo secret"));
        Assert.That((settings.Wait.Appears, settings.Wait.Processes), Is.EqualTo((TimeSpan.FromMinutes(30), TimeSpan.FromHours(2))));
        Assert.That((settings.Access.KeyId, settings.Access.IssuerId, settings.Access.Missing.Length), Is.EqualTo(("2X9R4HXF34", "57246542-96fe-1a63-e053-0824d011072a", 0)));
        Assert.That(fixture.Redactor.Redact("a demo secret b"), Is.EqualTo("a *** b"));
        Assert.That(fixture.Load().Releases[0].Ios!.NextBuildNumber);
    }

    [Test]
    public void Load_WhenArgumentsAndVariablesSayOtherwise_TheyWin()
    {
        using var fixture = Complete();
        fixture.Arguments["testflight-groups"] = "One group, Two";
        fixture.Environment["MOBILEDIST_TESTFLIGHT_REVIEW"] = "true";
        fixture.Environment["MOBILEDIST_TESTFLIGHT_NOTIFY"] = "true";
        fixture.Arguments["testflight-sync-testers"] = "all";
        fixture.Arguments["testflight-what-to-test"] = "none";
        fixture.Arguments["testflight-wait-processed"] = "90s";
        fixture.Environment["APP_STORE_CONNECT_KEY"] = "any text at all that is the key";

        var settings = Load(fixture);

        Assert.That(settings.Groups, Is.EqualTo(new[] { "One group", "Two" }));
        Assert.That((settings.SubmitForReview, settings.Notify, settings.Sync.Mode, settings.Wait.Processes), Is.EqualTo((true, (bool?)true, RosterSyncMode.All, TimeSpan.FromSeconds(90))));
        Assert.That(settings.WhatToTest, Is.Empty);
        Assert.That(fixture.Redactor.Redact("any text at all that is the key"), Is.EqualTo("***"));
        Assert.That(settings.Access.Missing.Single().Headline, Does.Contain("id is missing"), "the file's name named the other key's id");
    }

    [Test]
    public void Load_WhenNothingButTheChannelIsSaid_TellsTestersOfThePullRequestAndReviews()
    {
        using var fixture = Complete();
        fixture.File(Full[..Full.IndexOf("channels:\n  testflight", StringComparison.Ordinal)].Replace("      testflight: { groups: Beta, notify: false }\n", "", StringComparison.Ordinal).ReplaceLineEndings("\n"));

        var settings = Load(fixture);

        Assert.That(settings.WhatToTest, Is.EqualTo(new[] { new WhatToTestSource(null, null) }));
        Assert.That((settings.SubmitForReview, settings.ExpireOlder, settings.RemoveTesters, settings.UsesNonExemptEncryption), Is.EqualTo((true, false, false, (bool?)null)));
        Assert.That(settings.Access.Missing.Single().Headline, Is.EqualTo("There is no key for App Store Connect."));
    }

    [TestCase("type: app-store", "type: ad-hoc", "takes packages of the type app-store only")]
    [TestCase("channels: [testflight]", "channels: [link]", "no store that counts them")]
    [TestCase("app-id: 6446998023", "app-id: shop", "is no number of an app")]
    [TestCase("public-link-limit: 50", "public-link-limit: 10001", "is no such number")]
    [TestCase("{ Beta: \"qa, dev\" }", "some", "'sync-testers' is 'some'")]
    [TestCase("{ Beta: \"qa, dev\" }", "{ QA: qa }", "names the TestFlight group 'QA', which is none of 'groups'")]
    [TestCase("notes.de.md", "nowhere.md", "does not exist")]
    [TestCase("create-groups: external", "create-groups: yes", "has the value 'yes'")]
    [TestCase("wait-appears: 30m", "wait-appears: soon", "has the value 'soon'")]
    [TestCase("\"${DEMO}\"", "demo", "a secret must not stand in the file")]
    public void Load_WhenAValueIsWrong_SaysSo(string right, string wrong, string expected)
    {
        using var fixture = Complete();
        fixture.File(Full.Replace(right, wrong, StringComparison.Ordinal));

        Assert.That(fixture.Faults().Select(fault => fault.Headline), Has.Some.Contain(expected));
    }

    [Test]
    public void Load_WhenAndroidIsToGoToTestFlight_RefusesIt()
    {
        using var fixture = new LoaderFixture();
        fixture.File("apps: { demo: { android: { package: app.apk, channels: testflight, signing: { throw-away: true } } } }");
        Assert.That(fixture.Faults().Single().Headline, Does.Contain("'testflight', which is not valid"));

        fixture.File("apps: { demo: { android: { package: app.apk, signing: { throw-away: true } } } }").Arguments["channels"] = "testflight";
        Assert.That(fixture.Faults().Single().Headline, Is.EqualTo("'demo' cannot go by 'testflight' on Android."));
    }

    private static TestFlightSettings Load(LoaderFixture fixture) => ((ChannelSettings.TestFlight)fixture.Load().Releases.Single().Channels.Single()).Settings;

    private static LoaderFixture Complete()
    {
        var fixture = new LoaderFixture();
        fixture.Folder.Write("keys/AuthKey_2X9R4HXF34.p8", "key");
        fixture.Folder.Write("notes.de.md", "Bitte testen.");
        fixture.Environment["MORE"] = "john@example.com, vip";
        fixture.Environment["DEMO"] = "demo secret";
        return fixture.File(Full);
    }
}
