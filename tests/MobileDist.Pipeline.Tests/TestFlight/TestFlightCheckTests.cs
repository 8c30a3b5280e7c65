using System.IO.Compression;
using MobileDist.Testing.AppStoreConnect;

namespace MobileDist.Pipeline.Tests.TestFlight;

/// <summary>What is told before anything is built or sent, and what is taken down afterwards.</summary>
public sealed class TestFlightCheckTests
{
    [Test]
    public async Task Check_WhenManyThingsAreWrong_TellsAllAndSendsNothing()
    {
        using var project = new TestFlightProject("groups: [QS], testers: [nobody, \"jane@\"], sync-testers: by-name");
        project.AddGroup("QA");
        project.Project.Write("text.md", new string('x', 300 * 1024));
        project.Project.Arguments["testflight-what-to-test"] = "text.md";

        var distribution = await CheckAsync(project);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(distribution.Faults.Select(fault => fault.Headline), Has.Some.Contain("no TestFlight group 'QS'")
            .And.Some.Contains("no roster is given").And.Some.Contains("An address among 'testers' is none").And.Some.Contains("larger than 256 KiB"));
        Assert.That(distribution.Faults.SelectMany(fault => fault.Details), Does.Contain(new FaultDetail("groups of the app", "'QA'")));
        Assert.That(project.Writes, Is.Empty);
        Assert.That(project.Project.Notes.Transcript, Does.Not.Contain("jane@"));
    }

    [Test]
    public async Task Check_WhenNothingSaysAnythingAboutEncryption_RefusesToGuess()
    {
        using var project = new TestFlightProject();
        project.AddGroup("QA");
        var path = project.Project.Combine("mobiledist.yml");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace("uses-non-exempt-encryption: false,", "", StringComparison.Ordinal));
        await TakeAnswerOutAsync(project.Project.Combine("app.ipa"));

        var distribution = await CheckAsync(project);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(distribution.Faults.Single().Remedy, Does.Contain("legal answer"));
    }

    [Test]
    public async Task Check_WhenThereIsNoKey_SaysWhichVariables()
    {
        using var project = new TestFlightProject();
        project.Project.Environment.Remove("APP_STORE_CONNECT_KEY");

        var distribution = await CheckAsync(project);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(distribution.Faults.Single().Remedy, Does.Contain("APP_STORE_CONNECT_KEY_ID"));
    }

    [Test]
    public async Task Check_WhenAppleDoesNotTakeTheKey_SaysWhatToLookAt()
    {
        using var project = new TestFlightProject();
        project.Project.Environment["APP_STORE_CONNECT_ISSUER_ID"] = "11111111-96fe-1a63-e053-0824d011072a";

        var distribution = await CheckAsync(project);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(distribution.Faults.Single().Headline, Does.Contain("does not accept the key"));
    }

    [Test]
    public async Task Check_WhenReviewersWouldMissTexts_NamesThem()
    {
        using var project = new TestFlightProject("groups: Friends");
        project.AddGroup("Friends", isInternal: false);
        project.Apple.FeedbackEmail = null;
        project.Apple.ReviewDetail.Remove("contactPhone");

        var distribution = await CheckAsync(project);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(distribution.Faults.Single().Details, Does.Contain(new FaultDetail("missing", "contact phone, feedback e-mail")));
    }

    [Test]
    public async Task Check_WhenTheAppIsBuiltLater_StillTriesTheKey()
    {
        using var project = new TestFlightProject(settings: TestFlightProject.Settings.Replace("package: app.ipa", "package: out/*.ipa\n      build: { command: echo, package: out/*.ipa }", StringComparison.Ordinal));
        project.Apple.IssuerId = "11111111-96fe-1a63-e053-0824d011072a";

        Assert.That((await CheckAsync(project)).ExitCode, Is.EqualTo(ExitCode.Refused), project.Project.Notes.Transcript);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Withdraw_ExpiresTheBuild_WithAReceiptOrWithout(bool hasReceipt)
    {
        using var project = new TestFlightProject($"groups: QA, app-id: \"{FakeAppStoreConnect.AppId}\"");
        project.AddGroup("QA");
        await project.DistributeAsync();
        var foreign = project.Apple.AddBuild("1.2.3", "9");
        if (!hasReceipt)
        {
            File.Delete(project.Project.Output("demo-ios", "receipt.json"));
        }

        var distribution = project.Project.Load();
        await distribution.WithdrawAsync(default);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Project.Notes.Transcript);
        Assert.That(project.Apple.Builds.Select(build => build.IsExpired), Is.EqualTo(new[] { true, false }));
        Assert.That(foreign.IsExpired, Is.False);
        Assert.That(project.Project.Notes.Of(RunNoteKind.Information), Has.Some.Contain("Taken down from 'TestFlight'"));
        Assert.That(distribution.Announcement!.Markdown, Does.Contain("no longer available"));
    }

    [Test]
    public async Task Withdraw_WhenAReceiptNamesForeignBuilds_LeavesThem()
    {
        using var project = new TestFlightProject();
        project.AddGroup("QA");
        await project.DistributeAsync();
        var foreign = project.Apple.AddBuild("1.2.3", "9");
        project.Apple.AddText(foreign.Id, "en-US", "Pull request acme/shop#99");
        var path = project.Project.Output("demo-ios", "receipt.json");
        var build = project.Apple.Builds[0].Id;
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace($"\"{build}\"", $"\"{foreign.Id}\"", StringComparison.Ordinal));

        await project.Project.Load().WithdrawAsync(default);

        Assert.That(foreign.IsExpired, Is.False);
    }

    // A key of the same length that means nothing, in place of the app's own answer.
    private static async Task TakeAnswerOutAsync(string package)
    {
        await using var zip = await ZipFile.OpenAsync(package, ZipArchiveMode.Update);
        var entry = zip.GetEntry("Payload/Sample.app/Info.plist")!;
        using var memory = new MemoryStream();
        await using (var old = await entry.OpenAsync())
        {
            await old.CopyToAsync(memory);
        }

        var bytes = memory.ToArray();
        var at = bytes.AsSpan().IndexOf("ITSAppUsesNonExempt"u8);
        Assert.That(at, Is.GreaterThan(0));
        bytes[at] = (byte)'X';
        entry.Delete();
        await using var renewed = await zip.CreateEntry("Payload/Sample.app/Info.plist").OpenAsync();
        await renewed.WriteAsync(bytes);
    }

    private static async Task<Distribution> CheckAsync(TestFlightProject project)
    {
        var distribution = project.Project.Load();
        await distribution.CheckAsync(default);
        return distribution;
    }
}
