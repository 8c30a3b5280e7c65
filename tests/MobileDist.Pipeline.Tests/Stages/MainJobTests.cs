using System.IO.Compression;
using System.Text.Json;
using MobileDist.Packages;
using MobileDist.PullRequests;
using MobileDist.Testing;

namespace MobileDist.Pipeline.Tests.Stages;

public sealed class MainJobTests
{
    [Test]
    public async Task Distribute_WhenThePackageIsUnsigned_EndsWithPageCodeAndComment()
    {
        using var project = new Project();

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        var row = distribution.Results.Single();
        Assert.That(row.What, Is.EqualTo("published"));
        Assert.That(PackageReader.Read(row.Package!).Signature.Schemes, Is.Not.Empty);
        Assert.That(new Uri(row.Link!).LocalPath, Does.Exist);
        Assert.That(project.OutputFiles(), Is.SupersetOf(new[]
        {
            "comment.md", "demo-android/comment.md", "demo-android/qr.png", "demo-android/qr.svg", "demo-android/receipt.json", "demo-android/site/index.html", "throw-away.pem",
        }));
        Approved.Verify("MainJob.notes.approved.txt", project.Scrub(project.Notes.Transcript));
        Approved.Verify("MainJob.comment.approved.md", project.Scrub(distribution.Announcement!.Markdown));
        Approved.Verify("MainJob.receipt.approved.json", project.Scrub(await project.ReceiptAsync()));
    }

    [Test]
    public async Task Distribute_WhenRunTwice_TakesOverWhatIsUnchanged()
    {
        using var project = new Project();
        await project.DistributeAsync();
        project.Notes.Clear();

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(project.Notes.Of(RunNoteKind.TakenOver), Is.EqualTo(new[]
        {
            "Build: 'app.apk' is unchanged since an earlier run; taken over.",
            "Sign: Already signed, and the signature holds; taken over.",
            "Publish: Already published and unchanged; taken over.",
        }));
        Assert.That(distribution.Results.Single().What, Is.EqualTo("published"));
    }

    [Test]
    public async Task Distribute_WhenFresh_StartsOverAndKeepsTheThrowAwayKey()
    {
        using var project = new Project();
        await project.DistributeAsync();
        var key = await File.ReadAllTextAsync(project.Output("throw-away.pem"));
        project.Notes.Clear();
        project.Arguments["fresh"] = "true";

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(project.Notes.Of(RunNoteKind.TakenOver), Is.Empty);
        Assert.That(await File.ReadAllTextAsync(project.Output("throw-away.pem")), Is.EqualTo(key), "testers' installs are to be updated");
    }

    [Test]
    public async Task Distribute_WhenThePackageChanged_SignsAndPublishesAgain()
    {
        using var project = new Project();
        await project.DistributeAsync();
        await using (var package = await ZipFile.OpenAsync(project.Combine("app.apk"), ZipArchiveMode.Update))
        {
            package.CreateEntry("assets/new.txt");
        }

        project.Notes.Clear();

        await project.DistributeAsync();

        Assert.That(project.Notes.Of(RunNoteKind.TakenOver), Is.Empty);
        Assert.That(Directory.GetFiles(project.Output("demo-android", "built")), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Distribute_WhenThePackageIsSignedAlready_ComesToTheSameBytes()
    {
        using var project = new Project();
        await project.DistributeAsync();
        File.Copy(Directory.GetFiles(project.Output("demo-android"), "*.apk").Single(), project.Combine("app.apk"), overwrite: true);
        project.Notes.Clear();

        await project.DistributeAsync();

        Assert.That(project.Notes.Of(RunNoteKind.Information), Has.Some.Contain("signed already; that signature is replaced"));
        Assert.That(project.Notes.Of(RunNoteKind.TakenOver), Is.EqualTo(new[] { "Publish: Already published and unchanged; taken over." }));
    }

    [Test]
    public async Task Distribute_WhenThereIsNoThrowAwayKey_MakesOne()
    {
        using var project = new Project();
        File.Delete(project.Output("throw-away.pem"));

        await project.DistributeAsync();

        Assert.That(project.Output("throw-away.pem"), Does.Exist);
        Assert.That(project.Notes.Of(RunNoteKind.Information), Has.Some.EqualTo("Check: A throw-away key will be made."));
    }

    [Test]
    public async Task Distribute_WhenTheKeyChanged_SignsAgain()
    {
        using var project = new Project();
        await project.DistributeAsync();
        File.Delete(project.Output("throw-away.pem"));
        project.Notes.Clear();

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(project.Notes.Of(RunNoteKind.TakenOver), Is.EqualTo(new[] { "Build: 'app.apk' is unchanged since an earlier run; taken over." }));
    }

    [Test]
    public async Task Distribute_WhenTheLinkIsServed_CommentShowsTheCode()
    {
        using var project = new Project("""
            apps:
              demo: { name: "Demo <b>@all</b>", android: { package: app.apk, signing: { throw-away: true } } }
            channels: { link: { url: "https://builds.example.test/pr-7" } }
            """);
        project.Facts = new CiFacts { Commit = new string('a', 40), PullRequestNumber = 7, Branch = "feature", RunNumber = 12, RunAttempt = 1, RunLink = "https://ci.example.test/run/12" };

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.Results.Single().Link, Is.EqualTo("https://builds.example.test/pr-7/demo-android/site/index.html").Or.EqualTo("https://builds.example.test/pr-7/demo-android/site/"));
        Assert.That(distribution.Announcement!.Links.Single().Address, Is.EqualTo(distribution.Results.Single().Link));
        Approved.Verify("ServedLink.comment.approved.md", project.Scrub(distribution.Announcement.Markdown));
    }

    [Test]
    public async Task Distribute_WhenOneOfTwoFails_CarriesTheOtherAndTellsOfBoth()
    {
        using var project = new Project("""
            apps:
              broken: { android: { package: broken.apk, signing: { throw-away: true } } }
              demo: { android: { package: app.apk, signing: { throw-away: true } } }
            """);
        project.Write("broken.apk", "this is no zip file");

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(distribution.Results.Select(row => row.What), Is.EqualTo(new[] { "failed at Check", "published" }));
        Assert.That(distribution.Failure?.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(distribution.Faults.Single().Details, Has.Some.Matches<FaultDetail>(detail => detail is { Name: "release", Value: "broken-android" }));
        Approved.Verify("OneOfTwoFails.comment.approved.md", project.Scrub(distribution.Announcement!.Markdown));
        Approved.Verify("OneOfTwoFails.notes.approved.txt", project.Scrub(project.Notes.Transcript));
    }

    [Test]
    public async Task Distribute_WhenThereIsNoSettingsFile_WorksByArgumentsAlone()
    {
        using var project = new Project();
        File.Delete(project.Combine("mobiledist.yml"));
        project.Arguments["package"] = "app.apk";
        project.Environment["MOBILEDIST_THROW_AWAY"] = "true";

        var distribution = await project.DistributeAsync();

        var identifier = PackageReader.Read(Project.SamplePackage).Identifier.Replace('.', '-').ToLowerInvariant();
        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(distribution.Results.Single().Release, Is.EqualTo(identifier + "-android"));
    }

    [Test]
    public async Task Withdraw_WhenPublished_TakesThePageDownAndSaysSo()
    {
        using var project = new Project();
        await project.DistributeAsync();
        project.Clock.Now += TimeSpan.FromDays(1);

        var distribution = project.Load();
        await distribution.WithdrawAsync(default);

        Assert.That(distribution.Results.Single().What, Is.EqualTo("withdrawn"));
        Assert.That(Directory.Exists(project.Output("demo-android", "site")), Is.False);
        Assert.That(project.OutputFiles().Where(file => file.StartsWith("demo-android/qr.", StringComparison.Ordinal)), Is.Empty);
        Approved.Verify("Withdrawn.comment.approved.md", project.Scrub(distribution.Announcement!.Markdown));

        await project.DistributeAsync();
        Assert.That(project.Load().Results.Single().What, Is.EqualTo("published"), "reopened");
    }

    [Test]
    public async Task Receipt_WhenWritten_HoldsNoAbsolutePaths()
    {
        using var project = new Project();
        await project.DistributeAsync();

        var receipt = await project.ReceiptAsync();

        Assert.That(receipt, Does.Not.Contain(JsonEncodedText.Encode(project.Root).ToString()));
    }
}
