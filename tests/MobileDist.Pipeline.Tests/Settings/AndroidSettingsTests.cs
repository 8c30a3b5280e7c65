namespace MobileDist.Pipeline.Tests.Settings;

public sealed class AndroidSettingsTests
{
    private const string File = """
        apps:
          demo:
            android:
              package: app.apk
              version-code: 42
              version-name: 1.10
              signing: { throw-away: true }
        """;

    [Test]
    public void Load_WhenVersionsAreSet_TakesThemAsTheyStand()
    {
        using var fixture = new LoaderFixture().File(File);

        var android = fixture.Load().Releases.Single().Android!;

        Assert.That((android.Version.Code, android.Version.Name), Is.EqualTo(((int?)42, "1.10")), "a name keeps its zeros");
    }

    [Test]
    public void Load_WhenArgumentAndVariableSayOtherwise_TheyWin()
    {
        using var fixture = new LoaderFixture().File(File);
        fixture.Environment["MOBILEDIST_VERSION_CODE"] = "2100000000";
        fixture.Arguments["version-name"] = " 2.0-beta 1 ";

        var android = fixture.Load().Releases.Single().Android!;

        Assert.That((android.Version.Code, android.Version.Name), Is.EqualTo(((int?)2_100_000_000, "2.0-beta 1")));
    }

    [Test]
    public void Load_WhenNothingIsSet_KeepsThePackagesOwn()
    {
        using var fixture = new LoaderFixture().File("apps: { demo: { android: { package: app.apk, signing: { throw-away: true } } } }");

        Assert.That(fixture.Load().Releases.Single().Android!.Version, Is.EqualTo(Packages.Android.AndroidVersion.Unchanged));
    }

    [TestCase("version-code", "0")]
    [TestCase("version-code", "-1")]
    [TestCase("version-code", "2100000001")]
    [TestCase("version-code", "99999999999999999999")]
    [TestCase("version-code", "1.2")]
    [TestCase("version-code", "next one")]
    [TestCase("version-name", "   ")]
    public void Load_WhenAVersionIsNone_ItIsToldWithWhatWouldBe(string key, string value)
    {
        using var fixture = new LoaderFixture().File(File);
        fixture.Arguments[key] = value;

        var fault = fixture.Faults().Single();

        Assert.That(fault.Headline, Does.StartWith($"'{key}' is '{value.Trim()}'"));
        Assert.That(fault.Details.Select(detail => detail.Name), Does.Contain("valid").And.Contain("from"));
    }

    [Test]
    public void Load_WhenTheNameIsTooLong_ItIsToldAndCut()
    {
        using var fixture = new LoaderFixture().File(File);
        fixture.Arguments["version-name"] = new string('1', 300);

        Assert.That(fixture.Faults().Single().Headline, Has.Length.LessThan(200).And.Contains("…"));
    }
}
