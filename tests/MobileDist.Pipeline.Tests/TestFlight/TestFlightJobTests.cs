using MobileDist.Testing;
using MobileDist.Testing.AppStoreConnect;

namespace MobileDist.Pipeline.Tests.TestFlight;

/// <summary>The whole job with TestFlight at its end.</summary>
public sealed class TestFlightJobTests
{
    [Test]
    public async Task Distribute_WhenEverythingIsAsked_EndsWithProofLinkAndComment()
    {
        using var project = TestFlightProject.Complete();

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Project.Notes.Transcript);
        var build = project.Apple.Builds.Single();
        Assert.That(build.ReviewState, Is.EqualTo("WAITING_FOR_REVIEW"));
        Assert.That((build.AutoNotify, build.UsesNonExemptEncryption), Is.EqualTo((true, false)));
        Assert.That(project.Apple.Localizations.Single().WhatsNew, Is.EqualTo("Faster checkout\n\nPlease pay twice.\n\nPull request acme/shop#12, commit bec4bf9d3b"));
        Assert.That(project.Apple.ReviewDetail["contactPhone"], Is.EqualTo("+49 30 1234"));
        Approved.Verify("TestFlightJob.notes.approved.txt", project.Scrub(project.Project.Notes.Transcript));
        Approved.Verify("TestFlightJob.comment.approved.md", project.Scrub(distribution.Announcement!.Markdown));
        Approved.Verify("TestFlightJob.record.approved.json", project.Scrub((await project.RecordAsync()).GetRawText()));
        Approved.Verify("TestFlightJob.state.approved.txt", project.EndState());
        Assert.That(File.Exists(project.Project.Output("demo-ios", "qr.png")));
    }

    [Test]
    public async Task Distribute_WhenRunTwice_ChangesNothingAndSaysSo()
    {
        using var project = TestFlightProject.Complete();
        await project.DistributeAsync();
        var writes = project.Writes.Count;
        var state = project.EndState();
        project.Project.Notes.Clear();

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(project.Writes.Skip(writes), Is.Empty);
        Assert.That(project.EndState(), Is.EqualTo(state));
        Assert.That(project.Project.Notes.Of(RunNoteKind.TakenOver), Has.Some.EqualTo("Publish: Already published and unchanged; taken over."));
    }

    [Test]
    public async Task Publish_WhenAppleHasReviewedMeanwhile_TheNextRunTellsIt()
    {
        using var project = new TestFlightProject("groups: Friends");
        project.AddGroup("Friends", isInternal: false);
        var first = await project.DistributeAsync();
        project.Apple.Builds.Single().ReviewState = "APPROVED";

        var second = await project.DistributeAsync();

        Assert.That(first.Announcement!.Markdown, Does.Contain("waits for review"));
        Assert.That(second.Announcement!.Markdown, Does.Contain("is ready to test").And.Not.Contain("waits for review"));
        Assert.That((await project.RecordAsync()).GetProperty("proof").GetProperty("availability").GetString(), Is.EqualTo("Now"));
    }

    [Test]
    public async Task Distribute_OverTheNetwork_WithTheSettingsOwnAddress()
    {
        using var project = new TestFlightProject();
        project.AddGroup("QA");
        await using var server = await FakeAppStoreConnectServer.StartAsync(project.Apple);
        project.Project.StoreHandler = null;
        project.Project.Environment["MOBILEDIST_APP_STORE_CONNECT_URL"] = server.Address;

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Project.Notes.Transcript);
        Assert.That(project.Apple.Uploads.Single().File!.IsPoisoned, Is.False, "no token went to the storage");
    }

    [Test]
    public async Task Distribute_WhenAllIsToldAndKept_KeyTokensAndPeopleAreNowhere()
    {
        using var project = TestFlightProject.Complete();
        project.Apple.AddTester("banned@acme.example", state: "REVOKED");

        var distribution = await project.DistributeAsync();

        Assert.That(project.Project.Notes.Of(RunNoteKind.Warning), Has.Some.Contain("b…@acme.example"));
        var told = project.Project.Notes.Transcript + string.Concat(project.Project.Notes.Notes.SelectMany(note => note.Fault?.Details ?? []).Select(detail => detail.Value))
            + distribution.Announcement!.Markdown + string.Concat(project.Project.OutputFiles()
            .Where(file => !file.EndsWith(".ipa", StringComparison.Ordinal) && !file.EndsWith(".png", StringComparison.Ordinal))
            .Select(file => File.ReadAllText(project.Project.Output(file.Split('/')))));
        var secrets = new[] { project.Apple.KeyText.Split('\n')[1], "eyJ", "jane@", "joe@", "banned@", "Doe", "+49 30 1234", "qa@acme" };
        foreach (var secret in secrets)
        {
            Assert.That(told, Does.Not.Contain(secret));
        }

        Assert.That(project.Apple.Requests[0].Headers["Authorization"], Does.StartWith("Bearer eyJ"));
    }
}
