using MobileDist.PullRequests;

namespace MobileDist.Pipeline.Tests.Stages;

public sealed class CommentPostingTests
{
    private const string TwoApps = """
        apps:
          one: { android: { package: app.apk, signing: { throw-away: true } } }
          two: { android: { package: app.apk, signing: { throw-away: true } } }
        """;

    private static readonly CommentDelivery Written = new CommentDelivery.Written("https://example.test/pr/12#1", IsNew: true);
    private static readonly CommentDelivery Refused = new CommentDelivery.Failed(
        new Fault("The token may not write comments.", "Add 'pull-requests: write' to permissions."), ExitCode.Refused);

    [Test]
    public async Task Announce_WhenThereIsAPullRequest_WritesOneCommentForAll()
    {
        using var project = new Project(TwoApps);
        var target = new RecordingTarget(Written);
        CommentMode? asked = null;
        project.CommentTarget = mode =>
        {
            asked = mode;
            return target;
        };

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.Failure, Is.Null);
        Assert.That(asked, Is.EqualTo(CommentMode.Update));
        Assert.That(target.Written.Single().Releases.Select(release => release.Key), Is.EqualTo(new[] { "one-android", "two-android" }));
        Assert.That(distribution.Announcement!.Deliveries, Is.EqualTo(new[] { Written }));
        Assert.That(project.Notes.Transcript, Does.Contain("Written to pull request #12: https://example.test/pr/12#1"));
    }

    [Test]
    public async Task Announce_WhenPerAppIsAsked_WritesOneCommentForEach()
    {
        using var project = new Project(TwoApps + "\ncomment: { per-app: true, mode: hide }\n");
        var target = new RecordingTarget(Written);
        CommentMode? asked = null;
        project.CommentTarget = mode =>
        {
            asked = mode;
            return target;
        };

        await project.DistributeAsync();

        Assert.That(asked, Is.EqualTo(CommentMode.Hide));
        Assert.That(target.Written.Select(comment => comment.Key), Is.EqualTo(new[] { "one", "two" }));
    }

    [Test]
    public async Task Announce_WhenNoCommentIsWanted_AsksNobody()
    {
        using var project = new Project(Project.Sample + "\ncomment: none\n");
        project.CommentTarget = _ => throw new AssertionException("No target was to be made.");

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(distribution.Announcement!.Deliveries, Is.Empty);
        Assert.That(project.Output("comment.md"), Does.Exist);
    }

    [Test]
    public async Task Announce_WhenTheCommentIsRefused_WarnsAndTheRunSucceeds()
    {
        using var project = new Project();
        project.CommentTarget = _ => new RecordingTarget(Refused);

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(project.Notes.Of(RunNoteKind.Warning), Has.Some.Contains("The token may not write comments."));
    }

    [Test]
    public async Task Announce_WhenTheCommentIsRequired_TheRunFailsWithItsCode()
    {
        using var project = new Project();
        project.Arguments["comment-required"] = "true";
        project.CommentTarget = _ => new RecordingTarget(Refused);

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(distribution.Faults.Single().Remedy, Does.Contain("pull-requests: write"));
        Assert.That(distribution.Results.Single().What, Is.EqualTo("published"));
    }

    [Test]
    public void Load_WhenTheModeIsUnknown_SaysWhichAreValid()
    {
        using var project = new Project();
        project.Arguments["comment"] = "append";

        var error = Assert.Throws<DistributionException>(() => project.Load())!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(error.Faults.Single().Headline, Does.Contain("'append'"));
        Assert.That(error.Faults.Single().Details.Concat([new FaultDetail("", error.Faults.Single().Remedy ?? "")]).Select(detail => detail.Value), Has.Some.Contains("update, new, hide, none"));
    }
}
