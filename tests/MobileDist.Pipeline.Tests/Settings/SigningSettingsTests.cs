using MobileDist.Pipeline.Settings;

namespace MobileDist.Pipeline.Tests.Settings;

public sealed class SigningSettingsTests
{
    private const string OneApp = "apps: { demo: { android: { package: a.apk, signing: { SIGNING } } } }";

    [Test]
    public void Load_WhenNoKeyIsGiven_LeavesItToCheckAndSign()
    {
        using var fixture = new LoaderFixture().File("apps: { demo: { android: { package: a.apk } } }");

        var missing = (SigningSettings.Missing)fixture.Load().Releases.Single().Signing;

        Assert.That(missing.Faults.Single().Remedy, Does.Contain("ANDROID_KEYSTORE").And.Contain("--throw-away"));
    }

    [Test]
    public void Load_WhenTheVariableOfTheKeystoreIsMissing_SaysFileLineAndVariable()
    {
        using var fixture = File("keystore: '${STORE}'");
        fixture.Environment["STORE"] = "";

        var missing = (SigningSettings.Missing)fixture.Load().Releases.Single().Signing;

        var fault = missing.Faults.Single();
        Assert.That(fault.Headline, Is.EqualTo("'apps.demo.android.signing.keystore' asks for the environment variable 'STORE', which is not set or empty."));
        Assert.That(fault.Details.Select(detail => detail.Name), Is.EqualTo(new[] { "file", "line", "column", "variable" }));
    }

    [Test]
    public void Load_WhenTheVariableHoldsBase64_TakesTheBytesAndHidesThem()
    {
        using var fixture = File("keystore: '${STORE}'");
        var bytes = Enumerable.Range(0, 100).Select(i => (byte)i).ToArray();
        var wrapped = Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);
        fixture.Environment["STORE"] = wrapped;

        var keystore = (SigningSettings.Keystore)fixture.Load().Releases.Single().Signing;

        Assert.That(keystore.Material.ReadAsync(default).GetAwaiter().GetResult(), Is.EqualTo(bytes));
        Assert.That(fixture.Redactor.Redact(wrapped), Does.Not.Contain(wrapped[..20]));
    }

    [Test]
    public void Load_WhenTheVariableHoldsBrokenBase64_DoesNotShowIt()
    {
        using var fixture = File("keystore: '${STORE}'");
        fixture.Environment["STORE"] = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7!";

        var fault = ((SigningSettings.Missing)fixture.Load().Releases.Single().Signing).Faults.Single();

        Assert.That(fault.Headline, Does.Contain("(53 characters, not shown)").And.Not.Contain("MIIE"));
    }

    [Test]
    public void Load_WhenTheKeystoreIsAFolder_SaysSo()
    {
        using var fixture = File("keystore: '${STORE}'");
        fixture.Environment["STORE"] = Path.GetTempPath();

        var fault = ((SigningSettings.Missing)fixture.Load().Releases.Single().Signing).Faults.Single();

        Assert.That(fault.Headline, Is.EqualTo($"The keystore '{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetTempPath()))}' from mobiledist.yml is a folder."));
    }

    [TestCase("auto", 0)]
    [TestCase("v2,v1", 2)]
    public void Load_WhenSchemesComeFromAnArgument_TakesThem(string value, int count)
    {
        using var fixture = File("throw-away: true");
        fixture.Arguments["schemes"] = value;

        Assert.That(fixture.Load().Releases.Single().Signing.Schemes, Has.Length.EqualTo(count));
    }

    [Test]
    public void Load_WhenTheSchemesArgumentIsUnknown_ListsAllThatAreValid()
    {
        using var fixture = File("throw-away: true");
        fixture.Arguments["schemes"] = "v9";

        var fault = Assert.Throws<DistributionException>(() => fixture.Load()).Faults.Single();

        Assert.That(fault.Details, Does.Contain(new FaultDetail("valid", "auto, v1, v2, v3")));
    }

    [Test]
    public void Load_WhenBase64IsWrittenIntoTheFile_IsTakenForAPath()
    {
        using var fixture = File($"keystore: '{Convert.ToBase64String(new byte[64])}'");

        var fault = ((SigningSettings.Missing)fixture.Load().Releases.Single().Signing).Faults.Single();

        Assert.That(fault.Headline, Does.Contain("not shown"));
        Assert.That(fault.Remedy, Does.Contain("${ANDROID_KEYSTORE}"));
    }

    [Test]
    public void Load_WhenKeystoreComesFromTheEnvironment_ItWinsOverThrowAwayOfTheFile()
    {
        using var fixture = File("throw-away: true");
        fixture.Environment["ANDROID_KEYSTORE"] = fixture.Folder.Write("a.jks", [1]);

        Assert.That(fixture.Load().Releases.Single().Signing, Is.InstanceOf<SigningSettings.Keystore>());
    }

    [Test]
    public void Load_WhenThrowAwayIsAnArgument_ItWinsOverTheKeystore()
    {
        using var fixture = File("keystore: '${ABSENT}'");
        fixture.Arguments["throw-away"] = "";

        Assert.That(fixture.Load().Releases.Single().Signing, Is.InstanceOf<SigningSettings.ThrowAway>());
    }

    [Test]
    public void Load_WhenThrowAwayAndKeystoreStandSideBySide_SaysToChoose()
    {
        using var fixture = File("throw-away: true, keystore: a.jks");
        fixture.Folder.Write("a.jks", [1]);

        var fault = ((SigningSettings.Missing)fixture.Load().Releases.Single().Signing).Faults.Single();

        Assert.That(fault.Headline, Does.Contain("Both a throw-away key and a keystore"));
    }

    [Test]
    public void Load_WhenOneVariableWouldReplaceTheKeysOfSeveralApps_Refuses()
    {
        using var fixture = new LoaderFixture().File("""
            apps:
              one: { android: { package: a.apk, signing: { keystore: a.jks } } }
              two: { android: { package: b.apk, signing: { keystore: b.jks } } }
            """);
        fixture.Environment["ANDROID_KEYSTORE"] = fixture.Folder.Write("a.jks", [1]);
        fixture.Folder.Write("b.jks", [1]);

        Assert.That(fixture.FaultText(), Does.Contain("would replace the different keystores of several apps"));

        fixture.Arguments["app"] = "two";
        Assert.That(fixture.Load().Releases.Single().Signing, Is.InstanceOf<SigningSettings.Keystore>());
    }

    [Test]
    public void Load_WhenSchemeThreeStandsAlone_SaysWhy()
    {
        using var fixture = File("throw-away: true, schemes: [v3]");

        Assert.That(fixture.FaultText(), Does.Contain("'v3' cannot stand alone"));
    }

    [Test]
    public void ReadAsync_WhenTheFileIsHuge_SaysThatItIsNoKeystore()
    {
        using var fixture = File("keystore: big.jks");
        fixture.Folder.Write("big.jks", new byte[1024 * 1024 + 1]);
        var keystore = (SigningSettings.Keystore)fixture.Load().Releases.Single().Signing;

        var error = Assert.ThrowsAsync<DistributionException>(() => keystore.Material.ReadAsync(default));

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Unfit));
    }

    private static LoaderFixture File(string signing) => new LoaderFixture().File(OneApp.Replace("SIGNING", signing, StringComparison.Ordinal));
}
