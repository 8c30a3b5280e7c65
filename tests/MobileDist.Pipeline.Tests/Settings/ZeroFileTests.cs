using MobileDist.Pipeline.Settings;

namespace MobileDist.Pipeline.Tests.Settings;

public sealed class ZeroFileTests
{
    [Test]
    public void Load_WhenOnlyAPackageIsGiven_NamesTheAppByItsIdentifier()
    {
        using var fixture = new LoaderFixture();
        fixture.Folder.Write("app-release-unsigned.apk", "x");
        fixture.Arguments["package"] = "*.apk";
        fixture.Arguments["throw-away"] = "true";

        var release = fixture.Load(LoaderFixture.Package("org.example.Demo_App")).Releases.Single();

        Assert.That(release.Key, Is.EqualTo("org-example-demo-app-android"));
        Assert.That(release.Channels.Single().Name, Is.EqualTo("link"));
        Assert.That(release.Signing, Is.InstanceOf<SigningSettings.ThrowAway>());
    }

    [Test]
    public void Load_WhenThePackageCannotBeRead_NamesTheAppByItsFile()
    {
        using var fixture = new LoaderFixture();
        fixture.Folder.Write("App Release.apk", "x");
        fixture.Environment["MOBILEDIST_PACKAGE"] = "App Release.apk";

        Assert.That(fixture.Load().Releases.Single().App, Is.EqualTo("app-release"));
    }

    [Test]
    public void Load_WhenTheAppIsNamed_TakesTheName()
    {
        using var fixture = new LoaderFixture();
        fixture.Folder.Write("a.apk", "x");
        fixture.Arguments["package"] = "a.apk";
        fixture.Arguments["app"] = "mine";

        Assert.That(fixture.Load().Releases.Single().App, Is.EqualTo("mine"));
    }

    [Test]
    public void Load_WhenNothingMatches_SaysWhatWasLookedFor()
    {
        using var fixture = new LoaderFixture();
        fixture.Arguments["package"] = "out/*.apk";

        Assert.That(fixture.FaultText(), Does.Contain("No package was found for 'out/*.apk' (--package)").And.Contain("folder: FOLDER"));
    }

    [Test]
    public void Load_WhenSeveralMatch_ListsThem()
    {
        using var fixture = new LoaderFixture();
        fixture.Folder.Write("out/a.apk", "x");
        fixture.Folder.Write("out/b.apk", "x");
        fixture.Arguments["package"] = "out/*.apk";

        Assert.That(fixture.FaultText(), Does.Contain("matches 2 files").And.Contain("found: out/a.apk, out/b.apk"));
    }

    [Test]
    public void Load_WhenAnArgumentHasNoValue_SaysThatAVariableMayBeEmpty()
    {
        using var fixture = new LoaderFixture();
        fixture.Arguments["package"] = "";

        Assert.That(fixture.FaultText(), Does.Contain("'--package' has no value"));
    }

    [Test]
    public void Load_WhenOnePackageIsForSeveralApps_AsksForTheApp()
    {
        using var fixture = new LoaderFixture().File("apps: { one: { android: { package: a.apk } }, two: { android: { package: b.apk } } }");
        fixture.Arguments["package"] = "c.apk";
        fixture.Arguments["name"] = "Only me";

        Assert.That(fixture.FaultText(), Does.Contain("names one package, 'c.apk'").And.Contain("--name is for one app, 'Only me'").And.Contain("apps: one, two"));
    }
}
