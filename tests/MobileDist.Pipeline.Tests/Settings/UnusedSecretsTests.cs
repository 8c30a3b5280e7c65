namespace MobileDist.Pipeline.Tests.Settings;

/// <summary>A build command can print every variable: what is a secret is one whether this run needs it or not.</summary>
public sealed class UnusedSecretsTests
{
    private const string Settings = """
        apps:
          shop:
            android:
              package: app.apk
        """;

    [TestCase("IOS_CERTIFICATE_PASSWORD", "p12 secret")]
    [TestCase("ANDROID_KEY_PASSWORD", "key secret")]
    [TestCase("GOOGLE_PLAY_CREDENTIALS", """{"type":"service_account","private_key":"abc.def"}""")]
    [TestCase("APP_STORE_CONNECT_KEY", "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49\n-----END PRIVATE KEY-----")]
    [TestCase("IOS_CERTIFICATE", "MIIKMQIBAzCCCfcGCSqGSIb3DQEHAaCCCegEggnkMIIJ4DCCBJ8GCSqGSIb3")]
    public void Load_WhenNoChannelNeedsIt_TheVariableIsASecret(string variable, string value)
    {
        using var fixture = new LoaderFixture();
        fixture.Environment[variable] = value;

        fixture.File(Settings).Load();

        Assert.That(fixture.Redactor.Redact($"a {value} b"), Is.EqualTo("a *** b"));
    }

    [TestCase("testflight: { key: \"${STORE_KEY}\" }")]
    [TestCase("play: { credentials: \"${STORE_KEY}\" }")]
    public void Load_WhenTheFileTakesItFromAVariableOfItsOwn_ThatIsASecretToo(string channel)
    {
        using var fixture = new LoaderFixture();
        fixture.Environment["STORE_KEY"] = "{ a key of some store }";

        fixture.File($"{Settings}\n      channels: link\nchannels:\n  {channel}").Load();

        Assert.That(fixture.Redactor.Redact("a { a key of some store } b"), Is.EqualTo("a *** b"));
    }

    [Test]
    public void Load_WhenAnotherAppOfTheFileIsChosen_ItsPasswordsAreSecretsToo()
    {
        using var fixture = new LoaderFixture();
        fixture.Environment["TABLET_STORE"] = "tablet store secret";
        fixture.Arguments["app"] = "shop";

        fixture.File(Settings + """

              tablet:
                android:
                  package: tablet.apk
                  signing: { keystore: tablet.jks, keystore-password: "${TABLET_STORE}" }
            """).Load();

        Assert.That(fixture.Redactor.Redact("a tablet store secret b"), Is.EqualTo("a *** b"));
    }

    [TestCase("GOOGLE_PLAY_CREDENTIALS", "keys/play.json")]
    [TestCase("APP_STORE_CONNECT_KEY", "keys/AuthKey_ABC123DEFG.p8")]
    [TestCase("IOS_CERTIFICATE", "nowhere/missing.p12")]
    public void Load_WhenTheVariableNamesAFile_ThePathIsShown(string variable, string path)
    {
        using var fixture = new LoaderFixture();
        fixture.Folder.Write("keys/play.json", "{}");
        fixture.Folder.Write("keys/AuthKey_ABC123DEFG.p8", "key");
        fixture.Environment[variable] = path;

        fixture.File(Settings).Load();

        Assert.That(fixture.Redactor.Redact($"a {path} b"), Is.EqualTo($"a {path} b"));
    }
}
