using MobileDist.PullRequests;
using MobileDist.Signing;

namespace MobileDist.Pipeline.Tests.Stages;

public sealed class ResumeTests
{
    private const string Building = """
        apps:
          demo:
            android:
              package: out/app.apk
              build: sh build.sh
              signing: { throw-away: true }
        """;

    private static readonly CiFacts Run = new() { Commit = new string('c', 40), RunNumber = 3, RunAttempt = 1 };

    [Test]
    [Platform(Exclude = "Win", Reason = "The build is a shell script.")]
    public async Task Distribute_WhenTheBuildFailedBefore_BuildsAgainAndGoesOn()
    {
        using var project = BuildingProject("echo first; exit 3");
        var first = await project.DistributeAsync();
        Assert.That(first.ExitCode, Is.EqualTo(ExitCode.BuildFailed));
        Assert.That(first.Results.Single().What, Is.EqualTo("failed at Build"));

        project.Write("build.sh", "mkdir -p out; cp app.apk out/");
        var second = await project.DistributeAsync();

        Assert.That(second.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "The build is a shell script.")]
    public async Task Distribute_WhenPublishingFailedBefore_DoesNotBuildTheSameCommitAgain()
    {
        using var project = BuildingProject("echo x >> builds; mkdir -p out; cp app.apk out/");
        project.Write("artifacts/mobiledist/demo-android/site/foreign.txt", "not ours");
        var first = await project.DistributeAsync();
        Assert.That(first.Results.Single().What, Is.EqualTo("failed at Publish"));
        Directory.Delete(project.Output("demo-android", "site"), recursive: true);

        var second = await project.DistributeAsync();

        Assert.That(second.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(await File.ReadAllLinesAsync(project.Combine("builds")), Has.Length.EqualTo(1));
        Assert.That(project.Notes.Of(RunNoteKind.TakenOver), Has.Exactly(2).Items);

        project.Notes.Clear();
        await project.DistributeAsync();
        Assert.That(await File.ReadAllLinesAsync(project.Combine("builds")), Has.Length.EqualTo(2), "a run after a complete one builds again");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "The build is a shell script.")]
    public async Task Distribute_WhenTheCommitIsUnknownOrAnother_BuildsAgain()
    {
        using var project = BuildingProject("echo x >> builds; mkdir -p out; cp app.apk out/");
        await project.Load().BuildAsync(default);
        project.Facts = Run with { Commit = new string('d', 40) };
        await project.Load().BuildAsync(default);
        project.Facts = CiFacts.None;
        await project.Load().BuildAsync(default);
        await project.Load().BuildAsync(default);

        Assert.That(await File.ReadAllLinesAsync(project.Combine("builds")), Has.Length.EqualTo(4));
    }

    [Test]
    public async Task Distribute_WhenTheKeyDidNotOpenBefore_GoesOnWithTheRightOne()
    {
        using var project = new Project("apps: { demo: { android: { package: app.apk, signing: { keystore: '${KEY}' } } } }");
        project.Environment["KEY"] = project.Write("key.pem", "-----BEGIN NOTHING-----");
        var first = await project.DistributeAsync();
        Assert.That(first.ExitCode, Is.EqualTo(ExitCode.Unfit));

        using (var identity = ThrowAwayIdentity.Create(project.Clock.Now))
        {
            ThrowAwayIdentity.Save(identity, project.Combine("key.pem"));
        }

        var second = await project.DistributeAsync();

        Assert.That(second.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(await project.ReceiptAsync(), Does.Contain("\"throwAway\": false"));
    }

    [Test]
    public async Task Distribute_WhenSigningCouldNotWriteBefore_GoesOn()
    {
        using var project = new Project();
        var distribution = project.Load();
        await distribution.BuildAsync(default);
        Assert.That(distribution.Results.Single().What, Is.EqualTo("built"));
        File.Delete(project.Output("throw-away.pem"));
        Directory.CreateDirectory(project.Output("throw-away.pem"));

        var failed = project.Load();
        await failed.SignAsync(default);
        Assert.That(failed.ExitCode, Is.Not.EqualTo(ExitCode.Done).And.Not.EqualTo(ExitCode.Bug));

        Directory.Delete(project.Output("throw-away.pem"));
        var again = project.Load();
        await again.SignAsync(default);
        Assert.That(again.Results.Single().What, Is.EqualTo("signed"), project.Notes.Transcript);
    }

    [Test]
    public async Task Distribute_WhenTheCommentCouldNotBeWrittenBefore_WritesItThen()
    {
        using var project = new Project();
        Directory.CreateDirectory(project.Output("comment.md", "in the way"));
        var first = await project.DistributeAsync();
        Assert.That(first.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(first.Faults.Single().Headline, Does.StartWith("'Announce' could not read or write a file"));
        Directory.Delete(project.Output("comment.md"), recursive: true);
        project.Notes.Clear();

        var second = project.Load();
        await second.AnnounceAsync(default);

        Assert.That(second.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(project.Output("comment.md"), Does.Exist);
    }

    [Test]
    public async Task Publish_WhenTheOutputFolderMoved_GoesOnThere()
    {
        using var project = new Project();
        var here = project.Load();
        await here.BuildAsync(default);
        await here.SignAsync(default);
        Directory.Move(project.Output(), project.Combine("elsewhere"));
        File.Delete(project.Combine("app.apk"));
        project.Arguments["output"] = "elsewhere";

        var there = project.Load();
        await there.PublishAsync(default);
        await there.AnnounceAsync(default);

        Assert.That(there.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(there.Results.Single().Package, Does.StartWith(project.Combine("elsewhere")));
        Assert.That(new Uri(there.Results.Single().Link!).LocalPath, Does.Exist);
    }

    [TestCase("\"reach\": \"ThisComputer\"", "\"reach\": \"Orbit\"")]
    [TestCase("\"state\": \"Done\",\n    \"started\"", "\"state\": \"Paused\",\n    \"started\"")]
    public async Task Distribute_WhenAReceiptHasAValueOfALaterVersion_GoesOn(string value, string later)
    {
        using var project = new Project();
        await project.DistributeAsync();
        var receipt = await project.ReceiptAsync();
        Assert.That(receipt, Does.Contain(value));
        await File.WriteAllTextAsync(project.Output("demo-android", "receipt.json"), receipt.Replace(value, later, StringComparison.Ordinal));

        var announced = project.Load();
        await announced.AnnounceAsync(default);
        var distribution = await project.DistributeAsync();

        Assert.That(announced.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(distribution.Announcement!.Rows.Single().Outcome, Is.EqualTo(new CommentOutcome.Published()));
    }

    [TestCase(StageName.Sign)]
    [TestCase(StageName.Publish)]
    public async Task Run_WhenTheStageBeforeIsMissing_SaysWhichToRun(StageName stage)
    {
        using var project = new Project();
        var distribution = project.Load();

        await (stage == StageName.Sign ? distribution.SignAsync(default) : distribution.PublishAsync(default));

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(distribution.Faults.Single().Remedy, Does.Contain($"--target={(stage == StageName.Sign ? "Build" : "Sign")}"));
    }

    [TestCase(StageName.Build)]
    [TestCase(StageName.Sign)]
    [TestCase(StageName.Publish)]
    public async Task Distribute_WhenCancelledInTheMiddle_LeavesNothingHalfWrittenAndGoesOnLater(StageName stage)
    {
        using var project = new Project();
        using var cancel = new CancellationTokenSource();
        var at = false;
        project.Notes.OnNote = note => at |= note is { Kind: RunNoteKind.Started } && note.Stage == stage;
        project.Progress = new Callback(() =>
        {
            if (at)
            {
                cancel.Cancel();
            }
        });

        Assert.CatchAsync<OperationCanceledException>(() => project.DistributeAsync(cancel.Token));
        Assert.That(project.OutputFiles().Where(path => path.Contains("pending", StringComparison.Ordinal)), Is.Empty);

        project.Progress = null;
        project.Notes.OnNote = null;
        var second = await project.DistributeAsync();
        Assert.That(second.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
    }

    [Test]
    public async Task Distribute_WhenAKilledRunLeftHalfAPackage_ClearsItAway()
    {
        using var project = new Project();
        await project.DistributeAsync();
        var before = project.OutputFiles().ToList();
        Directory.CreateDirectory(project.Output("demo-android", ".site.0123.pending"));
        await File.WriteAllTextAsync(project.Output("demo-android", ".site.0123.pending", "app.apk"), "half");
        await File.WriteAllTextAsync(project.Output("demo-android", "..demo-1.2.3-7.apk.01.pending.23.pending"), "half");

        await project.DistributeAsync();

        Assert.That(project.OutputFiles(), Is.EqualTo(before));
    }

    [Test]
    public void Check_WhenTheOutputFolderCannotBeMade_SaysSoOnceAndStops()
    {
        using var project = new Project();
        Directory.Delete(project.Combine("artifacts"), recursive: true);
        project.Write("artifacts", "a file in the way");

        var error = Assert.ThrowsAsync<DistributionException>(() => project.DistributeAsync());

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(error.Faults.Single().Headline, Does.StartWith($"The output folder '{project.Combine("artifacts", "mobiledist")}' takes no files: "));
        Assert.That(error.Faults.Single().Remedy, Does.Contain("--output"));
    }

    private static Project BuildingProject(string script)
    {
        var project = new Project(Building) { Facts = Run };
        project.Write("build.sh", script);
        return project;
    }

    private sealed class Callback(Action action) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => action();
    }
}
