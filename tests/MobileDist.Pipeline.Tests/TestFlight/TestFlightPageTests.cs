using MobileDist.InstallLinks;

namespace MobileDist.Pipeline.Tests.TestFlight;

/// <summary>TestFlight with the link beside it: a page that no phone installs from, and that leads to where they do.</summary>
public sealed class TestFlightPageTests
{
    private static readonly string Both = TestFlightProject.Settings.Replace("channels: testflight", "channels: [link, testflight]", StringComparison.Ordinal);

    [Test]
    public async Task Distribute_WhenThereIsALinkToo_MakesAPageThatLeadsToTestFlight()
    {
        using var project = new TestFlightProject("groups: QA", Both);
        project.AddGroup("QA");

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Project.Notes.Transcript);
        var page = await File.ReadAllTextAsync(project.Project.Output("demo-ios", "site", "index.html"));
        Assert.That(page, Does.Contain("How to install with <bdi>TestFlight</bdi>").And.Contain("QA").And.Not.Contain("itms-services"));
        Assert.That(Directory.GetFiles(project.Project.Output("demo-ios", "site"), "*.ipa"), Is.Empty, "the package is Apple's to hand out");
        Assert.That(distribution.Announcement!.Markdown, Does.Contain("with **TestFlight**").Or.Contain("with TestFlight"));
        Assert.That(distribution.Announcement!.Rows.Single().OtherWays.Single().Title, Is.EqualTo("the install page"));
    }

    [Test]
    public async Task Distribute_WhenTheReviewIsOver_RenewsThePage()
    {
        using var project = new TestFlightProject("groups: Friends", Both);
        project.AddGroup("Friends", isInternal: false);
        var file = project.Project.Output("demo-ios", "site", "index.html");
        await project.DistributeAsync();
        var waiting = await File.ReadAllTextAsync(file);
        project.Apple.Builds.Single().ReviewState = "APPROVED";

        await project.DistributeAsync();

        Assert.That(waiting, Does.Contain("Not yet: "));
        Assert.That(await File.ReadAllTextAsync(file), Does.Not.Contain("Not yet: "));
    }

    [Test]
    public async Task Distribute_WhenNobodyCanInstall_MakesNoPageAndEndsAsUnproved()
    {
        using var project = new TestFlightProject("groups: QA", Both);
        project.Apple.AddGroup("QA", isInternal: true);

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unproved), project.Project.Notes.Transcript);
        Assert.That(distribution.Faults.Select(fault => fault.Details).Single(), Has.Member(new FaultDetail("channel", "testflight")));
        Assert.That(Directory.Exists(project.Project.Output("demo-ios", "site")), Is.False);
    }

    [Test]
    public async Task Check_WhenTheHostCarriesPackagesOnly_RefusesBeforeAppleHasAny()
    {
        using var project = new TestFlightProject("groups: QA", Both);
        project.AddGroup("QA");
        project.Project.ReleaseHost = root => new FolderHost(new FolderHostOptions { Root = root }, project.Time);
        project.Project.Arguments["link-host"] = "github-release";

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(distribution.Faults.Single().Headline, Does.Contain("not pages that lead to stores"));
        Assert.That(distribution.Results.Single().What, Is.EqualTo("failed at Check"));
        Assert.That(project.Writes, Is.Empty);
    }
}
