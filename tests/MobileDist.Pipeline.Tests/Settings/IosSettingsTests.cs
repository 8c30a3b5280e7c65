using MobileDist.Packages;
using MobileDist.Pipeline.Settings;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Pipeline.Tests.Settings;

public sealed class IosSettingsTests
{
    private const string Full = """
        roster: people/testers.yml
        apps:
          demo:
            android: { package: app.apk, signing: { throw-away: true } }
            ios:
              package: build/*.xcarchive
              identifier: com.example.beta
              marketing-version: 1.10
              build-number: 42
              signing:
                type: release-testing
                certificate: ${MY_P12}
                certificate-password: ${MY_PASSWORD}
                profiles: [profiles/*.mobileprovision, extra.mobileprovision]
                entitlements: { com.example.beta.share: share.entitlements }
        """;

    [Test]
    public async Task Load_WhenEverythingIsSet_TakesAllOfIt()
    {
        using var fixture = Complete();

        var settings = fixture.Load();

        Assert.That(settings.RosterFile, Is.EqualTo(fixture.Folder.Combine("people", "testers.yml")));
        Assert.That(settings.Releases.Select(release => release.Key), Is.EqualTo(new[] { "demo-android", "demo-ios" }));
        var ios = settings.Releases[1];
        Assert.That(ios.Platform, Is.EqualTo(AppPlatform.Ios));
        Assert.That(ios.Ios!.BuildType, Is.EqualTo(AppleBuildType.AdHoc));
        Assert.That((ios.Ios.Identifier, ios.Ios.MarketingVersion, ios.Ios.BuildNumber), Is.EqualTo(("com.example.beta", "1.10", "42")), "a version keeps its zeros");
        Assert.That(ios.Ios.Entitlements, Is.EqualTo(new[] { KeyValuePair.Create("com.example.beta.share", fixture.Folder.Combine("share.entitlements")) }));
        var signing = (SigningSettings.Apple)ios.Signing;
        Assert.That(signing.Password!.Reveal(), Is.EqualTo("p12 secret"));
        Assert.That(signing.Certificate.Source, Is.EqualTo("my.p12"));
        Assert.That(signing.Profiles.Select(profile => Path.GetFileName(profile.Source)), Is.EqualTo(new[] { "a.mobileprovision", "b.mobileprovision", "extra.mobileprovision" }));
        Assert.That(await signing.Profiles[2].ReadAsync(CancellationToken.None), Is.EqualTo("e"u8.ToArray()));
        Assert.That(fixture.Redactor.Redact("a p12 secret b"), Is.EqualTo("a *** b"));
    }

    [Test]
    public void Load_WhenProfilesComeFromTheVariable_TakesOneOfEachLine()
    {
        using var fixture = Complete();
        var inline = Convert.ToBase64String(Enumerable.Repeat((byte)7, 64).ToArray());
        fixture.Environment["IOS_PROFILES"] = $"extra.mobileprovision\r\n\n  {inline}\nprofiles/a.*\n";
        fixture.Arguments["platform"] = "ios";

        var signing = (SigningSettings.Apple)fixture.Load().Releases.Single().Signing;

        Assert.That(signing.Profiles.Select(profile => Path.GetFileName(profile.Source)), Is.EqualTo(new[] { "extra.mobileprovision", "IOS_PROFILES", "a.mobileprovision" }));
    }

    [TestCase("nowhere/*.mobileprovision")]
    [TestCase("${MY_PROFILES}")]
    public void Load_WhenNoProfileMatchesAPattern_ThePatternIsTold(string profiles)
    {
        using var fixture = Complete();
        fixture.Environment["MY_PROFILES"] = "nowhere/*.mobileprovision";
        fixture.File(Full.Replace("[profiles/*.mobileprovision, extra.mobileprovision]", $"\"{profiles}\"", StringComparison.Ordinal));
        fixture.Arguments["platform"] = "ios";

        var missing = (SigningSettings.Missing)fixture.Load().Releases.Single().Signing;

        Assert.That(missing.Faults.Single().Headline, Does.Contain("No provisioning profile is found for 'nowhere/*.mobileprovision'"));
    }

    [TestCase("marketing-version", "1.2-beta")]
    [TestCase("build-number", "abc")]
    [TestCase("build-number", "1..2")]
    [TestCase("build-number", "1234567890123456789")]
    public void Load_WhenAVersionIsNoNumber_ItIsToldBeforeAnythingIsSigned(string key, string value)
    {
        using var fixture = Complete();
        fixture.Arguments["platform"] = "ios";
        fixture.Arguments[key] = value;

        var fault = fixture.Faults().Single();

        Assert.That(fault.Headline, Does.Contain($"'{key}' is '{value}'"));
    }

    [Test]
    public void Load_WhenTheCertificateIsNotThere_NamesNoVariableOfAndroid()
    {
        using var fixture = Complete();
        fixture.Arguments["platform"] = "ios";
        fixture.Arguments["ios-certificate"] = "gone.p12";

        var missing = (SigningSettings.Missing)fixture.Load().Releases.Single().Signing;

        Assert.That(missing.Faults.Single().Headline, Does.Contain("'gone.p12'"));
        Assert.That(missing.Faults.Single().Remedy, Does.Not.Contain("ANDROID"));
    }

    [Test]
    public void Load_WhenMoreProfilesAreNamedThanAnAppCanHave_SaysSo()
    {
        using var fixture = Complete();
        for (var i = 0; i < 70; i++)
        {
            fixture.Folder.Write($"many/{i}.mobileprovision", "x");
        }

        fixture.Environment["IOS_PROFILES"] = "many/*.mobileprovision";
        fixture.Arguments["platform"] = "ios";

        var missing = (SigningSettings.Missing)fixture.Load().Releases.Single().Signing;

        Assert.That(missing.Faults.Single().Headline, Is.EqualTo("More than 64 provisioning profiles are named."));
    }

    [Test]
    public void Load_WhenThePlatformIsChosen_LeavesTheOthersOut()
    {
        using var fixture = Complete();
        fixture.Arguments["platform"] = "android";

        Assert.That(fixture.Load().Releases.Select(release => release.Key), Is.EqualTo(new[] { "demo-android" }));
    }

    [Test]
    public void Load_WhenNoAppHasThePlatform_SaysSo()
    {
        using var fixture = new LoaderFixture().File("apps: { demo: { android: { package: app.apk } } }");
        fixture.Arguments["platform"] = "ios";

        Assert.That(fixture.Faults().Single().Headline, Is.EqualTo("No app has the platform 'ios'."));
    }

    [TestCase("my.ipa", null, "demo-ios")]
    [TestCase("my.zip", AppPlatform.Ios, "demo-ios")]
    [TestCase("my.apk", null, "demo-android")]
    [TestCase("my.bin", AppPlatform.Android, "demo-android")]
    public void Load_WhenAPackageIsNamedForAnAppOfBothPlatforms_TakesItsOwn(string name, AppPlatform? platform, string key)
    {
        using var fixture = Complete();
        fixture.Folder.Write(name, "x");
        fixture.Arguments["package"] = name;

        var settings = fixture.Load(platform is { } known ? LoaderFixture.Package("com.example.demo", known) : null);

        Assert.That(settings.Releases.Select(release => release.Key), Is.EqualTo(new[] { key }));
    }

    [Test]
    public void Load_WhenOnlyAnIpaIsGiven_MakesAnIosRelease()
    {
        using var fixture = new LoaderFixture();
        fixture.Folder.Write("my.ipa", "x");
        fixture.Arguments["package"] = "my.ipa";
        fixture.Arguments["throw-away"] = "";

        var release = fixture.Load(LoaderFixture.Package("com.example.demo", AppPlatform.Ios)).Releases.Single();

        Assert.That(release.Key, Is.EqualTo("com-example-demo-ios"));
        Assert.That(release.Signing, Is.InstanceOf<SigningSettings.ThrowAway>());
        Assert.That(release.Ios!.BuildType, Is.EqualTo(AppleBuildType.AdHoc));
    }

    [Test]
    public void Load_WhenCertificateAndProfilesAreMissing_SaysBothOnlyForSigning()
    {
        using var fixture = new LoaderFixture().File("apps: { demo: { ios: { package: my.ipa } } }");

        var missing = (SigningSettings.Missing)fixture.Load().Releases.Single().Signing;

        Assert.That(missing.Faults.Select(fault => fault.Headline), Is.EqualTo(new[] { "There is no certificate to sign with.", "There is no provisioning profile to sign with." }));
    }

    [Test]
    public void Load_WhenAnEntitlementsFileIsMissing_NamesIt()
    {
        using var fixture = Complete();
        File.Delete(fixture.Folder.Combine("share.entitlements"));

        Assert.That(fixture.Faults().Single().Headline, Does.EndWith("share.entitlements' does not exist."));
    }

    [Test]
    public void Load_WhenTheBuildTypeIsUnknown_ListsTheValidOnes()
    {
        using var fixture = Complete();
        fixture.Arguments["build-type"] = "beta";

        var fault = fixture.Faults().Single();

        Assert.That(fault.Headline, Is.EqualTo("--build-type has the value 'beta', which is not valid."));
        Assert.That(fault.Details.Single(detail => string.Equals(detail.Name, "valid", StringComparison.Ordinal)).Value, Does.StartWith("ad-hoc, app-store, in-house, development"));
    }

    [Test]
    public void Load_WhenAnXcarchiveFolderMatches_TakesTheFolderAsThePackage()
    {
        using var fixture = Complete();
        Directory.CreateDirectory(fixture.Folder.Combine("build", "App.xcarchive", "Products"));
        Directory.CreateDirectory(fixture.Folder.Combine("build", "other"));
        fixture.Arguments["platform"] = "ios";

        var found = PackageFinder.Find(fixture.Load().Releases.Single().Package);

        Assert.That(found, Is.EqualTo(new PackageFinding.Found(fixture.Folder.Combine("build", "App.xcarchive"))));
    }

    private static LoaderFixture Complete()
    {
        var fixture = new LoaderFixture().File(Full);
        foreach (var (name, text) in new[] { ("my.p12", "p"), ("profiles/a.mobileprovision", "a"), ("profiles/b.mobileprovision", "b"), ("extra.mobileprovision", "e"), ("share.entitlements", "s") })
        {
            fixture.Folder.Write(name, text);
        }

        fixture.Environment["MY_P12"] = "my.p12";
        fixture.Environment["MY_PASSWORD"] = "p12 secret";
        return fixture;
    }
}
