using MobileDist.GooglePlay;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Settings.Play;
using MobileDist.Pipeline.Tests.Settings;

namespace MobileDist.Pipeline.Tests.Play;

public sealed class PlaySettingsTests
{
    [Test]
    public void Load_WhenAllIsSaid_ReadsIt()
    {
        using var fixture = new LoaderFixture().File(Settings("""
            credentials: "${PLAY_KEY}", package-name: com.acme.shop, track: pr-testers, create-track: true, status: in-progress, user-fraction: 0.25, update-priority: 5,
            release-name: "PR", notes: { en-US: auto, de-DE: notes.txt }, retain-version-codes: [41, 40], changes-not-sent-for-review: true, cancel-review: true,
            mapping: m.txt, native-symbols: s.zip, groups: [a@acme.example, b@acme.example], remove-groups: true, sync-testers: { b@acme.example: "beta, vip" },
            remove-testers: true, tester-list: beta, universal-apk: true, opt-in-link: "https://play.google.com/apps/internaltest/1", service-connection: c,
            upload-certificate: "AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD"
            """));
        fixture.Environment["PLAY_KEY"] = "{ \"type\": \"service_account\" }";
        fixture.Folder.Write("notes.txt", "Schneller.");

        var play = Read(fixture);

        Assert.That(play, Is.EqualTo(play with { PackageName = "com.acme.shop", Track = "pr-testers", CreateTrack = true, Status = PlayReleaseStatus.InProgress, UserFraction = 0.25, UpdatePriority = 5, ReleaseName = "PR" }));
        Assert.That(play, Is.EqualTo(play with { HoldForReview = true, CancelReview = true, RemoveGroups = true, RemoveTesters = true, UniversalApk = true, OptInLink = "https://play.google.com/apps/internaltest/1" }));
        Assert.That(play.Notes, Is.EqualTo(new[] { new PlayNotesSource("en-US", null), new PlayNotesSource("de-DE", fixture.Folder.Combine("notes.txt")) }));
        Assert.That(play.RetainedVersionCodes, Is.EqualTo(new[] { 41L, 40L }));
        Assert.That((play.Mapping, play.NativeSymbols), Is.EqualTo((fixture.Folder.Combine("m.txt"), fixture.Folder.Combine("s.zip"))));
        Assert.That(play.Groups, Is.EqualTo(new[] { "a@acme.example", "b@acme.example" }));
        Assert.That(play.Sync.Single().Value, Is.EqualTo(new[] { "beta", "vip" }));
        Assert.That(play.UploadCertificate, Is.EqualTo(string.Concat(Enumerable.Repeat("abcd", 16))));
        Assert.That(play.Access, Has.Property("ServiceConnection").EqualTo("c").And.Property("Flaws").Empty);
        Assert.That(fixture.Redactor.Redact("x{ \"type\": \"service_account\" }x"), Does.Not.Contain("service_account"));
    }

    [Test]
    public void Load_WhenArgumentAndVariableAreGiven_TheyWin()
    {
        using var fixture = new LoaderFixture().File(Settings("track: alpha, groups: a@acme.example"));
        fixture.Arguments["play-track"] = "beta";
        fixture.Environment["MOBILEDIST_PLAY_TRACK"] = "internal";
        fixture.Environment["MOBILEDIST_PLAY_GROUPS"] = "b@acme.example, c@acme.example";

        var play = Read(fixture);

        Assert.That(play.Track, Is.EqualTo("beta"));
        Assert.That(play.Groups, Is.EqualTo(new[] { "b@acme.example", "c@acme.example" }));
    }

    [Test]
    public void Load_WhenAppSaysItsOwn_ThatWins()
    {
        using var fixture = new LoaderFixture().File("""
            apps: { demo: { android: { package: app.apk, channels: [play, play-sharing], play: { track: beta } } } }
            channels: { play: { track: alpha, status: draft } }
            """);

        var play = Read(fixture);

        Assert.That((play.Track, play.Status), Is.EqualTo(("beta", PlayReleaseStatus.Draft)));
    }

    [Test]
    public void Load_WhenNothingIsSaid_TakesTheInternalTrackAndThePullRequest()
    {
        using var fixture = new LoaderFixture().File("apps: { demo: { android: { package: app.apk, channels: play } } }");

        var play = Read(fixture);

        Assert.That((play.Track, play.Status, play.Notes.Single()), Is.EqualTo(("internal", PlayReleaseStatus.Completed, new PlayNotesSource(null, null))));
    }

    [TestCase("user-fraction: 0.5", "'user-fraction' is '0.5', but")]
    [TestCase("status: in-progress", "it is not said for which")]
    [TestCase("status: in-progress, user-fraction: 1.0", "which is no part")]
    [TestCase("status: in-progress, user-fraction: NaN", "which is no part")]
    [TestCase("update-priority: 6", "'update-priority' is '6'")]
    [TestCase("retain-version-codes: [0]", "'0' is no version code")]
    [TestCase("notes: gone.txt", "neither a file nor a folder")]
    [TestCase("sync-testers: all", "no Google Group is named")]
    [TestCase("sync-testers: some", "'sync-testers' is 'some'")]
    [TestCase("groups: a@acme.example, sync-testers: { b@acme.example: beta }", "none of 'groups'")]
    [TestCase("opt-in-link: \"http://play.google.com/x\"", "no https address")]
    [TestCase("upload-certificate: \"AB:CD\"", "no SHA-256 fingerprint")]
    public void Load_WhenAValueIsWrong_SaysWhichAndWhere(string play, string expected)
    {
        using var fixture = new LoaderFixture().File(Settings(play));

        var error = Assert.Throws<DistributionException>(() => fixture.Load());

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(error.Faults[0].Headline, Does.Contain(expected));
        Assert.That(error.Faults[0].Remedy, Is.Not.Empty);
        Assert.That(error.Faults[0].Details, Is.Not.Empty);
    }

    [Test]
    public void Load_WhenCredentialsAreNoFile_OnlyWhoSignsInSaysIt()
    {
        using var fixture = new LoaderFixture().File(Settings("credentials: gone.json"));

        Assert.That(Read(fixture).Access.Flaws.Single().Headline, Does.Contain("gone.json"));
    }

    [TestCase("service-account: ci@acme.iam.gserviceaccount.com", "nothing signs in as it")]
    [TestCase("workload-identity-provider: main, service-account: ci@acme.iam.gserviceaccount.com", "main")]
    public void Load_WhenWorkloadIdentityIsIncomplete_OnlyWhoSignsInSaysIt(string play, string expected)
    {
        using var fixture = new LoaderFixture().File(Settings(play));

        Assert.That(Read(fixture).Access.Flaws.Single().Headline, Does.Contain(expected));
    }

    [Test]
    public void Load_WhenChannelIsOfTheOtherPlatform_SaysSo()
    {
        using var fixture = new LoaderFixture().File("apps: { demo: { ios: { package: app.ipa, channels: link } } }");
        fixture.Arguments["channels"] = "play";

        var error = Assert.Throws<DistributionException>(() => fixture.Load());

        Assert.That(error!.Faults.Select(fault => fault.Headline), Has.Some.EqualTo("'demo' cannot go by 'play' on iOS."));
    }

    [Test]
    public void Load_WhenNextVersionCodeHasNoStore_SaysSo()
    {
        using var fixture = new LoaderFixture().File("apps: { demo: { android: { package: app.apk, version-code: next, channels: [link, play-sharing] } } }");

        var error = Assert.Throws<DistributionException>(() => fixture.Load());

        Assert.That(error!.Faults.Select(fault => fault.Headline), Has.Some.Contains("is to be the 'next' one"));
    }

    private static string Settings(string play) => $"apps: {{ demo: {{ android: {{ package: app.apk, channels: play }} }} }}\nchannels: {{ play: {{ {play.ReplaceLineEndings(" ")} }} }}\n";

    private static PlaySettings Read(LoaderFixture fixture) => fixture.Load().Releases.Single().Channels.OfType<ChannelSettings.Play>().Single().Settings;
}
