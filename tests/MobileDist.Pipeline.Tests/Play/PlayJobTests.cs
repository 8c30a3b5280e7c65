using System.Text.Json.Nodes;
using MobileDist.Packages;
using MobileDist.Testing;
using MobileDist.Testing.GooglePlay;

namespace MobileDist.Pipeline.Tests.Play;

/// <summary>The whole job with Google Play at its end.</summary>
public sealed class PlayJobTests
{
    [Test]
    public async Task Distribute_WhenEverythingIsAsked_EndsWithProofStepsAndComment()
    {
        await using var project = await PlayProject.CompleteAsync();

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Approved.Verify("PlayJob.notes.approved.txt", project.Project.Scrub(project.Notes.Transcript));
        Approved.Verify("PlayJob.comment.approved.md", project.Project.Scrub(distribution.Announcement!.Markdown));
        Approved.Verify("PlayJob.record.approved.json", project.Project.Scrub((await project.RecordAsync()).GetRawText()));
        Approved.Verify("PlayJob.state.approved.txt", project.EndState());
        Assert.That(File.ReadAllText(project.Project.Output("demo-android", "play-testers.csv")), Is.EqualTo("jane@example.com\njoe@example.com\n"));
        Assert.That(File.Exists(project.Project.Output("demo-android", "qr.png")));
    }

    [Test]
    public async Task Distribute_WhenRunTwice_ChangesNothingAndSaysSo()
    {
        await using var project = await PlayProject.CompleteAsync();
        await project.DistributeAsync();
        var state = project.EndState();
        project.Notes.Clear();
        var before = project.Play.Requests.Count;

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(project.EndState(), Is.EqualTo(state));
        Assert.That(project.Play.Requests.Skip(before).Select(request => request.ToString()), Has.None.Contains("commit").And.None.Contains("/upload/"));
        Assert.That(project.Notes.Of(RunNoteKind.TakenOver), Has.Some.EqualTo("Publish: Already published and unchanged; taken over."));
    }

    [Test]
    public async Task Distribute_WhenReceiptIsLost_FindsItAllAtGoogle()
    {
        await using var project = await PlayProject.CompleteAsync();
        await project.DistributeAsync();
        var state = project.EndState();
        File.Delete(project.Project.Output("demo-android", "receipt.json"));

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(project.EndState(), Is.EqualTo(state));
        Assert.That(project.App.Committed.Count(code => code == SampleApk.VersionCode), Is.EqualTo(1));
    }

    [Test]
    public async Task Distribute_WhenGroupsOfTheTrackAreOthers_KeepsThem()
    {
        await using var project = await PlayProject.StartAsync("track: alpha, groups: [qa@acme.example]");
        project.App.Live.Groups["alpha"] = ["sales@acme.example"];

        await project.DistributeAsync();

        Assert.That(project.App.Live.Groups["alpha"], Is.EqualTo(new[] { "sales@acme.example", "qa@acme.example" }));
    }

    [Test]
    public async Task Distribute_WhenGoogleReviews_WaitsInTheCommentAndTellsLater()
    {
        await using var project = await PlayProject.StartAsync("track: alpha");
        project.App.ReviewsReleases = true;

        var first = await project.DistributeAsync();
        project.App.States["alpha"] = "RELEASE_LIFECYCLE_STATE_PUBLISHED";
        var second = await project.DistributeAsync();

        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((ExitCode.Done, ExitCode.Done)), project.Notes.Transcript);
        Assert.That(first.Announcement!.Markdown, Does.Contain("waits for review"));
        Assert.That(second.Announcement!.Markdown, Does.Contain("is ready to test").And.Not.Contain("waits for review"));
    }

    [Test]
    public async Task Distribute_WhenNotesAreOfAFolder_GivesEachLanguageItsOwnAndCutsThem()
    {
        await using var project = await PlayProject.StartAsync("notes: notes");
        project.Project.Write("notes/de-DE.txt", "Schneller.\r\nBesser.\r\n");
        project.Project.Write("notes/whatsnew-en-US", new string('a', 600));
        project.Project.Write("notes/README.md", "not for testers");

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        var notes = project.App.Live.Tracks["internal"].Single()!["releaseNotes"]!.AsArray();
        Assert.That(notes.Select(note => (note!["language"]!.GetValue<string>(), note["text"]!.GetValue<string>().Length)), Is.EqualTo(new[] { ("de-DE", "Schneller.\nBesser.".Length), ("en-US", 500) }));
        Assert.That(project.Notes.Of(RunNoteKind.Warning), Has.Some.Contains("'en-US' are cut"));
    }

    [Test]
    public async Task Distribute_WhenNextVersionCodeIsAsked_GoesAboveEveryTrackAndEveryPackage()
    {
        await using var project = await PlayProject.StartAsync(settings: PlayProject.Settings + "\n      version-code: next\n");
        project.UseBundle();
        project.App.AddRelease("beta", 40);
        project.App.Live.Packages.Add(new FakePlayPackage(41, IsApk: true, "1", "2"));

        var distribution = await project.DistributeAsync();
        var again = await project.DistributeAsync();

        Assert.That((distribution.ExitCode, again.ExitCode), Is.EqualTo((ExitCode.Done, ExitCode.Done)), project.Notes.Transcript);
        Assert.That(project.App.Live.CodesOn("internal"), Is.EqualTo(new[] { 42L }));
        Assert.That(PackageReader.Read(distribution.Results.Single().Package!).BuildNumber, Is.EqualTo("42"));
        Assert.That(project.Notes.Of(RunNoteKind.Information), Has.Some.EqualTo("Sign: The version code is 42, the next that 'play' takes."));
    }

    [Test]
    public async Task Distribute_WhenAnotherJobTookTheNextCode_TheNextRunTakesTheOneAfter()
    {
        await using var project = await PlayProject.StartAsync(settings: PlayProject.Settings + "\n      version-code: next\n");
        project.UseBundle();
        var signed = false;
        project.Notes.OnNote = note =>
        {
            if (!signed && note is { Stage: StageName.Sign, Kind: RunNoteKind.Done })
            {
                signed = true;
                project.App.AddRelease("beta", 4);
            }
        };

        var first = await project.DistributeAsync();
        var second = await project.DistributeAsync();

        Assert.That(first.ExitCode, Is.EqualTo(ExitCode.Refused), project.Notes.Transcript);
        Assert.That(first.Faults.Single().Headline, Does.Contain("version code 4"));
        Assert.That(second.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(project.App.Live.CodesOn("internal"), Is.EqualTo(new[] { 5L }));
    }

    [Test]
    public async Task Distribute_WhenUniversalApkIsAsked_TheLinkCarriesWhatPlaySigned()
    {
        await using var project = await PlayProject.StartAsync("universal-apk: true", PlayProject.Settings.Replace("channels: play", "channels: [link, play]", StringComparison.Ordinal));
        project.UseBundle();
        var certificate = await project.MakeUniversalApksAsync();

        var distribution = await project.DistributeAsync();
        project.Notes.Clear();
        var again = await project.DistributeAsync();

        Assert.That((distribution.ExitCode, again.ExitCode), Is.EqualTo((ExitCode.Done, ExitCode.Done)), project.Notes.Transcript);
        var site = project.Project.Output("demo-android", "site");
        var apk = Directory.EnumerateFiles(site, "*.apk", SearchOption.AllDirectories).Single();
        Assert.That(PackageReader.Read(apk).BuildNumber, Is.EqualTo($"{SampleApk.VersionCode}"));
        Assert.That(File.ReadAllText(Path.Combine(site, "index.html")), Does.Contain("Google Play").And.Contain(certificate[..8]).IgnoreCase);
        Assert.That(distribution.Announcement!.Markdown.Replace("\u2060", "", StringComparison.Ordinal), Does.Contain("a verified developer").And.Contain(certificate));
        Assert.That(project.Notes.Of(RunNoteKind.TakenOver), Has.Some.StartWith("Publish:"));
    }

    [Test]
    public async Task Distribute_BySharing_GivesTheLinkWithAnyKeyAndOnlyOnce()
    {
        await using var project = await PlayProject.StartAsync(settings: "apps: { demo: { android: { package: app.apk, channels: play-sharing, signing: { throw-away: true } } } }");

        var distribution = await project.DistributeAsync();
        var again = await project.DistributeAsync();

        Assert.That((distribution.ExitCode, again.ExitCode), Is.EqualTo((ExitCode.Done, ExitCode.Done)), project.Notes.Transcript);
        Assert.That(project.Play.Requests.Count(request => request.Method is "POST" && request.Path.StartsWith("/upload/", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(project.Play.Requests.Select(request => request.ToString()), Has.None.Contains("/edits"), "no other job's edit ends");
        Approved.Verify("PlaySharing.comment.approved.md", project.Project.Scrub(distribution.Announcement!.Markdown));
        Assert.That(project.Notes.Of(RunNoteKind.TakenOver), Has.Some.StartWith("Publish:"));
    }

    [Test]
    public async Task Withdraw_WhenReleaseIsServed_HaltsIt([Values] bool hasReceipt)
    {
        await using var project = await PlayProject.StartAsync();
        await project.DistributeAsync();
        if (!hasReceipt)
        {
            File.Delete(project.Project.Output("demo-android", "receipt.json"));
        }

        var distribution = project.Project.Load();
        await distribution.WithdrawAsync(default);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(project.App.Live.Tracks["internal"].Single()!["status"]!.GetValue<string>(), Is.EqualTo("halted"));
        Assert.That(project.Notes.Of(RunNoteKind.Information), Has.Some.EqualTo("Withdraw: Taken down from 'Google Play'."));
    }

    [Test]
    public async Task Withdraw_WhenALaterReleaseTookItsPlace_LeavesThat()
    {
        await using var project = await PlayProject.StartAsync();
        await project.DistributeAsync();
        project.App.Live.Tracks["internal"] = new JsonArray(new JsonObject { ["name"] = "PR #13: 2.0 (9)", ["versionCodes"] = new JsonArray("9"), ["status"] = "completed" });

        var distribution = project.Project.Load();
        await distribution.WithdrawAsync(default);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(project.App.Live.Tracks["internal"].Single()!["status"]!.GetValue<string>(), Is.EqualTo("completed"));
    }

    [Test]
    public async Task Distribute_WhenAllIsToldAndKept_KeyTokensAndPeopleAreNowhere()
    {
        await using var project = await PlayProject.CompleteAsync();
        project.Identity.Groups.TakesExternal = false;

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(project.Notes.Of(RunNoteKind.Warning), Has.Some.Contains("could not be brought into line"));
        var told = project.Notes.Transcript + string.Concat(project.Notes.Notes.SelectMany(note => note.Fault?.Details ?? []).Select(detail => detail.Value))
            + distribution.Announcement!.Markdown + string.Concat(project.Project.OutputFiles()
            .Where(file => !file.EndsWith(".apk", StringComparison.Ordinal) && !file.EndsWith(".png", StringComparison.Ordinal) && !file.EndsWith(".csv", StringComparison.Ordinal) && !file.EndsWith(".pem", StringComparison.Ordinal))
            .Select(file => File.ReadAllText(project.Project.Output(file.Split('/')))));
        foreach (var secret in new[] { project.Identity.Google.Play.Key.ExportPkcs8PrivateKeyPem().Split('\n')[1], "MARKED", "ya29", "eyJ", "jane@", "joe@", "Doe", "upload_id" })
        {
            Assert.That(told, Does.Not.Contain(secret));
        }

        Assert.That(project.Identity.Requests.Count(request => request.Path is "/token"), Is.GreaterThan(1));
    }
}
