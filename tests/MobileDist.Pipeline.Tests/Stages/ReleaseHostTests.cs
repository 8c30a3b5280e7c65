using MobileDist.Pipeline.Tests.Surroundings;
using MobileDist.Testing.GitHub;

namespace MobileDist.Pipeline.Tests.Stages;

/// <summary>The link on a release of GitHub, from the settings to the fake server and back.</summary>
public sealed class ReleaseHostTests
{
    private const string OnRelease = Project.Sample + "\nchannels: { link: { host: github-release } }\ncomment: none\n";
    private const string Link = "https://github.test/acme/shop/releases/download/mobiledist-pr-12/demo-android.apk";

    private FakeGitHub _hub = null!;
    private FakeGitHubServer _server = null!;
    private GitHubJob _job = null!;
    private CiSurroundings _surroundings = null!;
    private Project _project = null!;

    [SetUp]
    public async Task MakeJob()
    {
        _hub = new FakeGitHub();
        _server = await FakeGitHubServer.StartAsync(_hub);
        _job = new GitHubJob(_server.Address);
        _surroundings = _job.Detect();
        _project = new Project(OnRelease);
        await _project.RunInAsync(_surroundings);
    }

    [TearDown]
    public async Task EndJob()
    {
        _project.Dispose();
        _surroundings.Dispose();
        _job.Dispose();
        await _server.DisposeAsync();
    }

    private int Uploads => _hub.Requests.Count(request => request is { Method: "POST" } && request.Path.Contains("/assets?", StringComparison.Ordinal));

    private Task<Distribution> WithdrawAsync() => WithdrawAsync(_project);

    private static async Task<Distribution> WithdrawAsync(Project project)
    {
        var distribution = project.Load();
        await distribution.WithdrawAsync(default);
        return distribution;
    }

    [Test]
    public async Task Distribute_InAPublicRepository_PutsThePackageOnARelease()
    {
        var distribution = await _project.DistributeAsync();

        var asset = _hub.Releases.Single().Assets.Single(asset => string.Equals(asset.Name, "demo-android.apk", StringComparison.Ordinal));
        var package = Directory.GetFiles(_project.Output("demo-android"), "*.apk").Single(path => !path.Contains("unsigned", StringComparison.Ordinal));
        Assert.Multiple(() =>
        {
            Assert.That(distribution.Failure, Is.Null, _project.Notes.Transcript);
            Assert.That(distribution.Results.Single().Link, Is.EqualTo(Link));
            Assert.That(asset.Bytes, Is.EqualTo(File.ReadAllBytes(distribution.Results.Single().Package ?? package)));
            Assert.That(distribution.Results.Single().QrCode, Does.Exist);
            Assert.That(_project.Output("demo-android", "qr.svg"), Does.Exist);
            Assert.That(distribution.Announcement!.Markdown, Does.Contain(Link).And.Contain("\\rule").And.Not.Contain("<img"));
            Assert.That(_project.Output("demo-android", "site"), Does.Not.Exist);
        });
    }

    [Test]
    public async Task Distribute_WhenRunAgain_UploadsNothing()
    {
        await _project.DistributeAsync();
        var before = Uploads;

        var distribution = await _project.DistributeAsync();

        Assert.That(distribution.Results.Single().Link, Is.EqualTo(Link));
        Assert.That(Uploads, Is.EqualTo(before));
        Assert.That(_project.Notes.Of(RunNoteKind.TakenOver), Has.Some.Contains("Already published"));
    }

    [Test]
    public async Task Distribute_WhenSomebodyDeletedTheRelease_PublishesItAgain()
    {
        await _project.DistributeAsync();
        using (var other = new Project(OnRelease))
        {
            await other.RunInAsync(_surroundings);
            Assert.That((await WithdrawAsync(other)).Failure, Is.Null);
            Assert.That(_hub.Releases, Is.Empty);
        }

        await _project.DistributeAsync();

        Assert.That(_hub.Releases.Single().Assets.Select(asset => asset.Name), Has.Some.EqualTo("demo-android.apk"));
    }

    [Test]
    public async Task Distribute_WhenTheUploadBroke_TheNextRunReplacesWhatIsHalfThere()
    {
        _hub.Fault = request => request.Path.Contains("name=demo-android.apk", StringComparison.Ordinal) && request.Method is "POST"
            ? new FakeGitHubFault.CutBefore()
            : null;
        Assert.That((await _project.DistributeAsync()).ExitCode, Is.EqualTo(ExitCode.Unreachable));
        _hub.Fault = _ => null;

        var distribution = await _project.DistributeAsync();

        Assert.That(distribution.Failure, Is.Null);
        Assert.That(_hub.Releases.Single().Assets.Select(asset => asset.Name), Has.None.EndsWith(".pending"));
        Assert.That(_hub.Releases.Single().Assets.Select(asset => asset.Bytes), Has.None.Null);
    }

    [Test]
    public async Task Check_InAPrivateRepository_RefusesBeforeAnythingIsSigned()
    {
        _hub.IsPrivate = true;

        var distribution = await _project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(distribution.Results.Single().What, Is.EqualTo("failed at Check"));
        Assert.That(distribution.Faults.Single().Remedy, Does.Contain("'folder'"));
        Assert.That(Directory.GetFiles(_project.Output("demo-android"), "*.apk"), Is.Empty);
    }

    [Test]
    public async Task Check_WhenTheTokenIsMissing_SaysHowToGiveIt()
    {
        _job.Environment.Remove("GITHUB_TOKEN");
        using var surroundings = _job.Detect();
        await _project.RunInAsync(surroundings);

        var distribution = await _project.DistributeAsync();

        Assert.That(distribution.Results.Single().What, Is.EqualTo("failed at Check"));
        Assert.That(distribution.Faults.Single().Remedy, Does.Contain("GITHUB_TOKEN"));
    }

    [Test]
    public async Task Publish_WhenThePermissionIsMissing_NamesItsLine()
    {
        _hub.Fault = request => request.Method is "POST"
            ? new FakeGitHubFault.Refuse(FakeGitHubAnswer.Refusal(403, "Resource not accessible by integration"))
            : null;

        var distribution = await _project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(distribution.Faults.Single().Remedy, Does.Contain("contents: write"));
    }

    [Test]
    public async Task Withdraw_OnAMachineWithoutTheReceipt_DeletesReleaseAndTag()
    {
        await _project.DistributeAsync();
        using var elsewhere = new Project(OnRelease);
        await elsewhere.RunInAsync(_surroundings);

        var distribution = await WithdrawAsync(elsewhere);

        Assert.That(distribution.Results.Single().What, Is.EqualTo("withdrawn"));
        Assert.That(_hub.Releases, Is.Empty);
        Assert.That(_hub.Tags, Is.Empty);
    }

    [Test]
    public async Task Withdraw_WhenTheSettingsNameAnotherHostNow_TakesItFromWhereTheReceiptSays()
    {
        await _project.DistributeAsync();
        _project.Environment["MOBILEDIST_LINK_HOST"] = "folder";

        var distribution = await WithdrawAsync();

        Assert.That(distribution.Failure, Is.Null);
        Assert.That(_hub.Releases, Is.Empty);
        Assert.That(_project.Notes.Of(RunNoteKind.Information), Has.Some.EqualTo("Withdraw: Taken down from 'github-release'."));
    }

    [Test]
    public async Task Withdraw_OutsideOfGitHubActions_FailsAndSaysWhereItStands()
    {
        await _project.DistributeAsync();
        _project.Environment["MOBILEDIST_LINK_HOST"] = "folder";
        _project.ReleaseHost = null;

        var distribution = await WithdrawAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(distribution.Faults.Single().Headline, Does.Contain("'github-release'").And.Contain("GitHub Actions"));
        Assert.That(distribution.Announcement!.Markdown, Does.Contain(Link), "what is still there must not be told to be gone");
    }

    [Test]
    public async Task Withdraw_WhenRefusedWithoutAReceipt_IsToldAsAFailure()
    {
        await _project.DistributeAsync();
        _hub.IsArchived = true;
        _hub.Fault = request => request.Method is "DELETE" ? new FakeGitHubFault.Refuse(FakeGitHubAnswer.Refusal(403, "Repository was archived so is read-only.")) : null;
        using var elsewhere = new Project(OnRelease);
        await elsewhere.RunInAsync(_surroundings);

        var distribution = await WithdrawAsync(elsewhere);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(distribution.Announcement!.Markdown, Does.Contain("could not be taken down").And.Not.Contain("not distributed"));
    }

    [Test]
    public async Task Withdraw_WhenTheReceiptNamesAnUnknownHost_FailsAndNamesIt()
    {
        await _project.DistributeAsync();
        var path = _project.Output("demo-android", "receipt.json");
        File.WriteAllText(path, (await File.ReadAllTextAsync(path)).Replace("\"github-release\"", "\"cloud\"", StringComparison.Ordinal));

        var distribution = await WithdrawAsync();

        Assert.That(distribution.Faults.Single().Headline, Does.Contain("'cloud'"));
    }

    [Test]
    public async Task Announce_WhenADeploymentIsAsked_LeadsToTheLinkAndEndsWithIt()
    {
        _project.Arguments["announce"] = "deployment";
        await _project.DistributeAsync();

        var deployment = _hub.Deployments.Single();
        Assert.That(deployment.Environment, Is.EqualTo("demo-android-pr-12"));
        Assert.That(deployment.Statuses.Single().EnvironmentUrl, Is.EqualTo(Link));

        await WithdrawAsync();

        Assert.That(_hub.Deployments.Single().State, Is.EqualTo("inactive"));
    }

    [Test]
    public async Task Announce_WhenACheckRunIsRefused_WarnsAndTheRunSucceeds()
    {
        _project.Arguments["announce"] = "check-run";
        _hub.Fault = request => request.Path.Contains("check-runs", StringComparison.Ordinal)
            ? new FakeGitHubFault.Refuse(FakeGitHubAnswer.Refusal(403, "Resource not accessible by integration"))
            : null;

        var distribution = await _project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done));
        var warning = _project.Notes.Notes.Single(note => note is { Kind: RunNoteKind.Warning, Stage: StageName.Announce });
        Assert.That(warning.Fault?.Remedy, Does.Contain("checks: write"));
    }

    [Test]
    public async Task Announce_WhenACheckRunIsAsked_CarriesTheCommentsText()
    {
        _project.Arguments["announce"] = "check-run";

        await _project.DistributeAsync();

        Assert.That(_hub.CheckRuns.Single(), Has.Property("DetailsUrl").EqualTo(Link).And.Property("Conclusion").EqualTo("success"));
        Assert.That(_hub.Deployments, Is.Empty);
    }
}
