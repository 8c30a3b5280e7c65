using MobileDist.Testing;
using MobileDist.Testing.GooglePlay;

namespace MobileDist.Pipeline.Tests.Play;

/// <summary>Runs that end in the middle, and runs at the same time.</summary>
public sealed class PlayKillTests
{
    [Test]
    public async Task Distribute_WhenKilledAtEachRequest_EndsAsIfItNeverWas([Values] bool isDone)
    {
        string expected;
        List<int> requests;
        await using (var whole = await PlayJobTests.CompleteAsync())
        {
            await whole.DistributeAsync();
            expected = whole.EndState();

            // All that write, and of those that only read some.
            const int Step = 4;
            requests = [.. whole.Play.Requests.Index().Where(one => one.Item.Method is not "GET" || one.Index % Step == 0).Select(one => one.Index + 1)];
        }

        foreach (var at in requests)
        {
            await using var project = await PlayJobTests.CompleteAsync();
            await KillAsync(project, at, isDone);

            var distribution = await project.DistributeAsync();

            Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), $"killed at {at}: {project.Notes.Transcript}");
            Assert.That(project.EndState(), Is.EqualTo(expected), $"killed at {at} ({project.Play.Requests[at - 1]})");
            Assert.That(project.App.Committed.Count(code => code == SampleApk.VersionCode), Is.EqualTo(1), $"killed at {at}: committed once");
        }
    }

    [Test]
    public async Task Distribute_WhenKilledAfterTheUpload_UploadsNothingTwice()
    {
        await using var project = await PlayJobTests.CompleteAsync();
        using var killed = new CancellationTokenSource();
        project.Play.Fault = request =>
        {
            if (request.Method is "PUT" && request.Path.EndsWith("/tracks/pr-testers", StringComparison.Ordinal))
            {
                killed.Cancel();
            }

            return null;
        };
        Assert.That(async () => await project.DistributeAsync(killed.Token), Throws.InstanceOf<OperationCanceledException>());
        project.Play.Fault = _ => null;

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(project.Play.Requests.Count(request => request.Method is "POST" && request.Path.EndsWith("/apks", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task Distribute_WhenAnotherJobOpensAnEditMeanwhile_DoesItAllAgain()
    {
        await using var project = await PlayProject.StartAsync();
        var times = 2;
        project.Play.Fault = request =>
        {
            if (request.Method is "PUT" && request.Path.Contains("/tracks/", StringComparison.Ordinal) && times-- > 0)
            {
                project.Play.ChangeInConsole(project.App.PackageName);
            }

            return null;
        };

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(project.App.Live.CodesOn("internal"), Is.EqualTo(new[] { 7L }));
        Assert.That(project.Notes.Of(RunNoteKind.Information), Has.Some.Contains("at the same time; all was done again"));
    }

    [Test]
    public async Task Distribute_WhenGoogleIsGone_SaysThatItGoesOn()
    {
        await using var project = await PlayProject.StartAsync();
        project.Play.Fault = request => request.Path.EndsWith(":commit", StringComparison.Ordinal) ? new FakePlayFault.CutBefore() : null;

        var first = await project.DistributeAsync();
        project.Play.Fault = _ => null;
        var second = await project.DistributeAsync();

        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((ExitCode.Unreachable, ExitCode.Done)), project.Notes.Transcript);
        Assert.That(first.Announcement!.Markdown, Does.Not.Contain("is ready to test"));
        Assert.That(project.Play.Requests.Count(request => request.Method is "POST" && request.Path.EndsWith("/apks", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task Distribute_WhenTwoJobsShareTheAccount_BothEndOnTheirTracks()
    {
        await using var project = await PlayProject.StartAsync("track: pr-12, create-track: true", actors: 2);
        using var other = project.Another("track: pr-13, create-track: true", versionCode: 8);
        async Task<Distribution> RunAsync(Project one)
        {
            await Task.Yield();
            var distribution = await one.DistributeAsync();
            project.Time.Leave();
            return distribution;
        }

        var both = await Task.WhenAll(RunAsync(project.Project), RunAsync(other));

        Assert.That(both.Select(one => one.ExitCode), Is.All.EqualTo(ExitCode.Done), project.Notes.Transcript + other.Notes.Transcript);
        Assert.That((project.App.Live.CodesOn("pr-12").Single(), project.App.Live.CodesOn("pr-13").Single()), Is.EqualTo((7L, 8L)));
        Assert.That(project.Play.OpenEdits, Is.Zero);
    }

    private static async Task KillAsync(PlayProject project, int at, bool isDone)
    {
        using var killed = new CancellationTokenSource();
        var count = 0;
        project.Play.Fault = _ =>
        {
            if (++count != at)
            {
                return null;
            }

            killed.Cancel();
            return isDone ? new FakePlayFault.CutAfter() : new FakePlayFault.CutBefore();
        };
        Assert.That(async () => await project.DistributeAsync(killed.Token), Throws.InstanceOf<OperationCanceledException>(), $"killed at {at}");
        project.Play.Fault = _ => null;
    }
}
