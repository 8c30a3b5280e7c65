using MobileDist.Packages;
using MobileDist.Pipeline.Settings;
using MobileDist.Testing;

namespace MobileDist.Pipeline.Tests.Settings;

public sealed class SettingsFileTests
{
    private const string Full = """
        output: out
        apps:
          demo:
            name: Demo ${EDITION}
            android:
              package: [build/a/*.apk, "build/${EDITION}/*.apk"]
              build:
                command: echo ${EDITION} > x
                directory: app
                requires: [sh, smali]
                environment: { LEVEL: 3, EDITION: "${EDITION}" }
                timeout: 30m
              signing:
                keystore: ${MY_STORE}
                keystore-password: ${MY_PASSWORD}
                key-alias: upload
                key-password: ${MY_KEY_PASSWORD}
                schemes: [v2, v1]
              channels: [link]
          second:
            android:
              package: b.apk
              build: make $${X}
              signing: { throw-away: true }
        channels:
          link: { host: folder, url: https://example.test/apps }
        """;

    [Test]
    public void Load_WhenEverythingIsSet_TakesAllOfIt()
    {
        using var fixture = Complete();

        var settings = fixture.Load();

        Assert.That(settings.OutputFolder, Is.EqualTo(fixture.Folder.Combine("out")));
        Assert.That(settings.Releases.Select(release => release.Key), Is.EqualTo(new[] { "demo-android", "second-android" }));
        var demo = settings.Releases[0];
        Assert.That(demo.Name, Is.EqualTo("Demo beta"));
        Assert.That(demo.Package.Patterns, Is.EqualTo(new[] { "build/a/*.apk", "build/beta/*.apk" }));
        Assert.That(demo.Build!.Command, Is.EqualTo("echo ${EDITION} > x"), "the shell expands it, so that a value cannot become code");
        Assert.That(demo.Build.Directory, Is.EqualTo(fixture.Folder.Combine("app")));
        Assert.That(demo.Build.Requires, Is.EqualTo(new[] { "sh", "smali" }));
        Assert.That(demo.Build.Timeout, Is.EqualTo(TimeSpan.FromMinutes(30)));
        Assert.That(demo.Build.Environment, Is.EquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal) { ["LEVEL"] = "3", ["EDITION"] = "beta" }));
        var keystore = (SigningSettings.Keystore)demo.Signing;
        Assert.That(keystore.StorePassword!.Reveal(), Is.EqualTo("store secret"));
        Assert.That(keystore.KeyPassword!.Reveal(), Is.EqualTo("key secret"));
        Assert.That(keystore.Alias, Is.EqualTo("upload"));
        Assert.That(keystore.Schemes, Is.EqualTo(new[] { SignatureScheme.V1, SignatureScheme.V2 }));
        Assert.That(demo.Channels, Is.EqualTo(new[] { new ChannelSettings.Link("folder", "https://example.test/apps/") }));
        Assert.That(settings.Releases[1].Signing, Is.InstanceOf<SigningSettings.ThrowAway>());
        Assert.That(fixture.Redactor.Redact("a store secret b"), Is.EqualTo("a *** b"));
    }

    [Test]
    public void Load_WhenArgumentEnvironmentAndFileDiffer_ArgumentWinsOverEnvironmentOverFile()
    {
        using var fixture = Complete();
        fixture.Arguments["app"] = "demo";
        fixture.Environment["MOBILEDIST_NAME"] = "From environment";
        fixture.Environment["MOBILEDIST_LINK_URL"] = "https://environment.test/";
        fixture.Arguments["link-url"] = "https://argument.test";
        fixture.Environment["ANDROID_KEY_ALIAS"] = "other";

        var release = fixture.Load().Releases.Single();

        Assert.That(release.Name, Is.EqualTo("From environment"));
        Assert.That(release.Channels, Is.EqualTo(new[] { new ChannelSettings.Link("folder", "https://argument.test/") }));
        Assert.That(((SigningSettings.Keystore)release.Signing).Alias, Is.EqualTo("other"));
    }

    [Test]
    public void Load_WhenAVariableOfAnotherAppIsMissing_SelectedAppIsNotHeldUp()
    {
        using var fixture = Complete();
        fixture.Environment.Remove("EDITION");
        fixture.Arguments["app"] = "second";

        Assert.That(fixture.Load().Releases.Single().Key, Is.EqualTo("second-android"));
    }

    [Test]
    public void Load_WhenPackageComesFromOutside_BuildOfTheFileDoesNotRun()
    {
        using var fixture = Complete();
        fixture.Arguments["app"] = "demo";
        fixture.Arguments["package"] = "other.apk";

        var release = fixture.Load().Releases.Single();

        Assert.That(release.Build, Is.Null);
        Assert.That(release.Package.Patterns, Is.EqualTo(new[] { "other.apk" }));
    }

    [Test]
    public void Load_WhenManyThingsAreWrong_ReportsAllInOneGo()
    {
        using var fixture = new LoaderFixture().File("""
            outptu: x
            output:
            apps:
              Demo_App:
                android: { package: a.apk }
              demo:
                name: ${NO_NAME}
                andriod: {}
              demo2:
                android:
                  package: { path: a.apk }
                  build: { comand: make, timeout: soon, directory: nowhere }
                  signing:
                    keystore: nokeys.jks
                    keystore-password: hunter2
                    key-password: a${X}
                    schemes: [v9]
                    throw-away: yes
                  channels: [lnik]
                  channels: link
              demo3:
                android:
                  build: make
              demo4: text
            channels:
              link: { host: ftp, url: http://example.test/ }
            """);
        fixture.Arguments["pakcage"] = "x";
        fixture.Arguments["keystore-password"] = "hunter3";
        fixture.Arguments["fresh"] = "maybe";
        fixture.Arguments["app"] = "demo2,demo3,dmeo";
        fixture.Arguments["target"] = "Check";
        fixture.Environment["MOBILEDIST_PLATFORM"] = "andriod";

        var text = fixture.FaultText();

        Assert.That(text, Does.Not.Contain("hunter"));
        Approved.Verify("ManyFaults.approved.txt", text);
    }

    [TestCase("", "'mobiledist.yml' is empty")]
    [TestCase("# only a comment\n", "'mobiledist.yml' is empty")]
    [TestCase("~", "'mobiledist.yml' is empty")]
    [TestCase("just text", "'the file' is the text 'just text'")]
    [TestCase("- a\n- b\n", "'the file' is a list")]
    [TestCase("apps:\n\tdemo: {}\n", "indented with a tab")]
    [TestCase("apps: {demo: [}\n", "not valid YAML")]
    [TestCase("apps: {}\n---\napps: {}\n", "second document")]
    [TestCase("apps: {}\n", "describes no app")]
    [TestCase("output: x\n", "describes no app")]
    [TestCase("? [a, b]\n: c\n", "is a list, not a text")]
    [TestCase("apps: *nowhere\n", "'*nowhere' names no anchor")]
    [TestCase("apps: &loop [*loop]\n", "'*loop' names no anchor")]
    public void Load_WhenTheFileIsNoSettingsFile_SaysWhatItIs(string yaml, string expected)
    {
        using var fixture = new LoaderFixture().File(yaml);

        Assert.That(fixture.FaultText(), Does.Contain(expected));
    }

    [Test]
    public void Load_WhenAliasesMultiply_StopsBeforeTheyExpand()
    {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 12).Select(i =>
            $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        using var fixture = new LoaderFixture().File(yaml);

        Assert.That(fixture.FaultText(), Does.Contain("more than 10000 values"));
    }

    [Test]
    public void Load_WhenNestedWithoutEnd_SaysTooDeep()
    {
        using var fixture = new LoaderFixture().File(new string('[', 5000));

        Assert.That(fixture.FaultText(), Does.Contain("nests deeper than 24 levels"));
    }

    [Test]
    public void Load_WhenAnAliasSharesASection_BothAppsHaveIt()
    {
        using var fixture = new LoaderFixture().File("""
            apps:
              one: { android: &common { package: a.apk, signing: { throw-away: true } } }
              two: { android: *common }
            """);

        Assert.That(fixture.Load().Releases, Has.Length.EqualTo(2));
    }

    [Test]
    public void Load_WhenTheFileIsBinary_SaysThatItIsNoText()
    {
        using var fixture = new LoaderFixture();
        fixture.Folder.Write("mobiledist.yml", [0x61, 0xff, 0xfe, 0x00, 0xd8]);

        Assert.That(fixture.FaultText(), Does.Contain("is not UTF-8 text"));
    }

    [Test]
    public void Load_WhenTheFileIsHuge_SaysSo()
    {
        using var fixture = new LoaderFixture().File(new string('#', 1024 * 1024 + 1));

        Assert.That(fixture.FaultText(), Does.Contain("larger than 1024 KiB"));
    }

    [Test]
    public void Load_WhenTheNamedFileIsMissing_SaysWhereItLooked()
    {
        using var fixture = new LoaderFixture();
        fixture.Arguments["config"] = "ci/dist.yml";

        Assert.That(fixture.FaultText(), Does.Contain("'ci/dist.yml' does not exist").And.Contain("looked at: FOLDER/ci/dist.yml"));
    }

    [Test]
    public void Load_WhenThereIsNothing_ShowsBothWays()
    {
        using var fixture = new LoaderFixture();

        Assert.That(fixture.FaultText(), Does.Contain("write mobiledist.yml").And.Contain("--package="));
    }

    [Test]
    public void Load_WhenOnlyTheOtherSpellingIsThere_NamesIt()
    {
        using var fixture = new LoaderFixture();
        fixture.Folder.Write("mobiledist.yaml", "apps: {}");

        Assert.That(fixture.FaultText(), Does.Contain("Rename 'mobiledist.yaml'"));
    }

    private static LoaderFixture Complete()
    {
        var fixture = new LoaderFixture().File(Full);
        fixture.Folder.Write("app/keep", "");
        fixture.Folder.Write("keys/upload.jks", [1, 2, 3]);
        fixture.Environment["EDITION"] = "beta";
        fixture.Environment["MY_STORE"] = "keys/upload.jks";
        fixture.Environment["MY_PASSWORD"] = "store secret";
        fixture.Environment["MY_KEY_PASSWORD"] = "key secret";
        return fixture;
    }
}
