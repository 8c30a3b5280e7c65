using MobileDist.Packages;
using MobileDist.Pipeline.Publishing;
using MobileDist.Pipeline.Publishing.Play;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Settings.Play;
using MobileDist.Testing;
using MobileDist.Testing.GooglePlay;
using MobileDist.Testing.GooglePlay.Identity;

namespace MobileDist.Pipeline.Tests.Play;

/// <summary>What people run into on their way to Google Play.</summary>
public sealed class PlayTrapTests
{
    [Test]
    public async Task Check_WhenTrackIsMissing_NamesThoseThatThereAre()
    {
        await using var project = await PlayProject.StartAsync("track: pr-tester");
        project.App.Live.Tracks["pr-testers"] = [];

        var distribution = await project.CheckAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Settings));
        var fault = distribution.Faults.Single();
        Assert.That(fault.Headline, Is.EqualTo("The app has no track 'pr-tester'."));
        Assert.That(fault.Remedy, Does.StartWith("Do you mean 'pr-testers'?").And.Contain("create-track: true"));
        Assert.That(fault.Details.Select(detail => detail.Value), Has.Some.EqualTo("alpha, beta, internal, pr-testers, production"));
        Assert.That(project.Play.OpenEdits, Is.Zero);
    }

    [Test]
    public async Task Check_WhenAccountWasNotInvited_SaysWhatToDo()
    {
        await using var project = await PlayProject.StartAsync();
        project.App.Accounts = [];

        var distribution = await project.CheckAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(distribution.Faults.Single().Remedy, Does.Contain("Users and permissions"));
    }

    [Test]
    public async Task Check_WhenAppIsUnknown_SaysThatTheFirstUploadIsByHand()
    {
        await using var project = await PlayProject.StartAsync();
        project.Play.Apps.Remove(SampleApk.Identifier);

        var distribution = await project.CheckAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(distribution.Faults.Single().Remedy, Does.Contain("by hand"));
    }

    [Test]
    public async Task Check_WhenThereAreNoCredentials_NamesAllWays()
    {
        await using var project = await PlayProject.StartAsync();
        project.Project.Environment.Remove("GOOGLE_PLAY_CREDENTIALS");

        var distribution = await project.CheckAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(string.Concat(distribution.Faults.Select(fault => fault.Headline + fault.Remedy)), Does.Contain("GOOGLE_PLAY_CREDENTIALS"));
    }

    [Test]
    public async Task Check_WhenKeyIsAThrowAwayOne_RefusesItAndNamesSharing()
    {
        await using var project = await PlayProject.StartAsync(settings: "apps: { demo: { android: { package: app.apk, channels: play, signing: { throw-away: true } } } }");

        var distribution = await project.CheckAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(distribution.Faults.Single().Remedy, Does.Contain("play-sharing"));
    }

    [Test]
    public async Task Check_WhenSeveralThingsAreWrong_TellsAllAtOnce()
    {
        await using var project = await PlayProject.StartAsync("track: nowhere, mapping: gone.txt, tester-list: qa, notes: { english: auto }");

        var distribution = await project.CheckAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(distribution.Faults.Select(fault => fault.Headline), Is.EqualTo(new[]
        {
            "'english' is no language of Google Play.",
            "Testers are to come from the roster, but there is none.",
            "The app has no track 'nowhere'.",
        }).Or.EqualTo(new[]
        {
            $"The file '{project.Project.Combine("gone.txt")}' does not exist.",
            "Testers are to come from the roster, but there is none.",
            "The app has no track 'nowhere'.",
        }));
    }

    [Test]
    public async Task Check_WhenGroupCannotBeManaged_SaysSoBeforeBuilding()
    {
        await using var project = await PlayProject.StartAsync($"groups: [{FakeCloudIdentity.GroupEmail}], sync-testers: all");
        project.Project.Arguments["roster"] = "testers.csv";
        project.Project.Write("testers.csv", "name,email\nJane Doe,jane@example.com\n");
        project.Identity.Groups.Managers.Clear();

        var distribution = await project.CheckAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(distribution.Faults.Single().Remedy, Does.Contain("manager of the group"));
    }

    [Test]
    public async Task Publish_WhenCertificateIsNotThePinnedOne_SendsNothing()
    {
        await using var project = await PlayProject.StartAsync($"upload-certificate: \"{string.Join(':', Enumerable.Repeat("0F", 32))}\"");

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(distribution.Faults.Single().Headline, Does.Contain("nothing was uploaded"));
        Assert.That(project.Play.Requests.Select(request => request.Path), Has.None.StartsWith("/upload/"));
    }

    [Test]
    public async Task Publish_WhenGoogleKnowsAnotherUploadKey_ShowsBoth()
    {
        await using var project = await PlayProject.StartAsync();
        project.Play.ReadPackage = _ => new FakePlayContent(7, IsApk: true, FakePlayContent.WrongKey);

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(distribution.Faults.Single().Details.Select(detail => detail.Name), Is.SupersetOf(new[] { "signed with (SHA-1)", "upload key (SHA-1)" }));
        Assert.That(project.Play.OpenEdits, Is.Zero);
    }

    [Test]
    public async Task Publish_WhenVersionCodeWasUsed_NamesTheNext()
    {
        await using var project = await PlayProject.StartAsync();
        project.App.AddRelease("alpha", SampleApk.VersionCode);

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(distribution.Faults.Single().Details, Has.Some.EqualTo(new FaultDetail("next version code", "8")));
    }

    [Test]
    public async Task Publish_WhenTrackServesAHigherCode_SaysSo()
    {
        await using var project = await PlayProject.StartAsync();
        project.App.AddRelease("internal", 9);

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(distribution.Faults.Single().Headline, Does.Contain("serves the version code 9"));
    }

    [Test]
    public async Task Publish_WhenAReviewIsUnderWay_LeavesItUnlessAsked([Values] bool isAsked)
    {
        await using var project = await PlayProject.StartAsync(isAsked ? "cancel-review: true" : "track: internal");
        project.App.IsInReview = true;

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(isAsked ? ExitCode.Done : ExitCode.Refused), project.Notes.Transcript);
        Assert.That(project.App.IsInReview, Is.EqualTo(!isAsked));
    }

    [Test]
    public async Task Publish_WhenAppIsADraft_IsNotProvedAndSaysWhy()
    {
        await using var project = await PlayProject.StartAsync();
        project.App.IsDraft = true;
        project.App.Live.Tracks["production"] = [];

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unproved), project.Notes.Transcript);
        Assert.That(distribution.Faults.Single().Headline, Does.Contain("no tester can install it"));
        Assert.That(project.App.Live.Tracks["internal"].Single()!["status"]!.GetValue<string>(), Is.EqualTo("draft"));
    }

    [TestCase("status: draft", false)]
    [TestCase("changes-not-sent-for-review: true", true)]
    public async Task Publish_WhenNobodyIsToInstallYet_IsDone(string settings, bool isManual)
    {
        await using var project = await PlayProject.StartAsync(settings);
        project.App.IsReviewManual = isManual;

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(project.Notes.Of(RunNoteKind.Warning), Has.Some.Contains("as was asked for"));
        Assert.That(distribution.Announcement!.Markdown, Does.Not.Contain("is ready to test"));
    }

    [Test]
    public async Task Publish_WhenGoogleHoldsTheChanges_IsNotProved()
    {
        await using var project = await PlayProject.StartAsync();
        project.App.IsReviewManual = true;

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unproved), project.Notes.Transcript);
        Assert.That(distribution.Faults.Single().Remedy, Does.Contain("Publishing overview").And.Contain("--target=Publish"));
    }

    [Test]
    public async Task Publish_WhenGoogleHasAStateThatNobodyKnows_GoesOn()
    {
        await using var project = await PlayProject.StartAsync();
        await project.DistributeAsync();
        project.App.States["internal"] = "RELEASE_LIFECYCLE_STATE_TELEPORTED";

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(project.Notes.Of(RunNoteKind.Warning), Has.Some.Contains("TELEPORTED"));
    }

    [Test]
    public async Task Publish_WhenTermsOfSharingAreOpen_SaysWhere()
    {
        await using var project = await PlayProject.StartAsync(settings: "apps: { demo: { android: { package: app.apk, channels: play-sharing, signing: { throw-away: true } } } }");
        project.App.HasAcceptedTerms = false;

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(distribution.Faults.Single().Remedy, Does.Contain("play.google.com/console/internal-app-sharing"));
    }

    [Test]
    public async Task Withdraw_OfSharing_SaysUntilWhenTheLinkStays()
    {
        await using var project = await PlayProject.StartAsync(settings: "apps: { demo: { android: { package: app.apk, channels: play-sharing, signing: { throw-away: true } } } }");
        await project.DistributeAsync();

        var distribution = project.Project.Load();
        await distribution.WithdrawAsync(default);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(distribution.Faults.Single().Headline + distribution.Faults.Single().Remedy + string.Concat(distribution.Faults.Single().Details.Select(detail => detail.Value)), Does.Contain("21 January 2027"));
    }

    [Test]
    public void ForTrack_WhenPackageIsDebuggable_Refuses()
    {
        var info = PackageReader.Read(SampleApk.FullPath) with { Debuggable = true };
        var package = new SignedPackage("demo-android", SampleApk.FullPath, "", info, new RecordedSigner("", ThrowAway: false), null);

        Assert.That(
            () => PlayPackage.ForTrack(package, new PlaySettings { Access = new PlayAccess() }),
            Throws.TypeOf<DistributionException>().With.Property("ExitCode").EqualTo(ExitCode.Unfit).And.Message.Contains("debuggable"));
        Assert.That(PlayPackage.For(package, new PlaySettings { Access = new PlayAccess() }).VersionCode, Is.EqualTo(SampleApk.VersionCode), "internal app sharing takes it");
    }

    [TestCase("0")]
    [TestCase("2100000001")]
    [TestCase("1.2")]
    [TestCase("-1")]
    public void For_WhenVersionCodeIsNone_Refuses(string code)
    {
        var info = PackageReader.Read(SampleApk.FullPath) with { BuildNumber = code };
        var package = new SignedPackage("demo-android", SampleApk.FullPath, "", info, new RecordedSigner("", ThrowAway: false), null);

        Assert.That(() => PlayPackage.For(package, new PlaySettings { Access = new PlayAccess() }), Throws.TypeOf<DistributionException>().With.Message.Contains("version code"));
    }
}
