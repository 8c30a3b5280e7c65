using MobileDist.Testing.GooglePlay;

namespace MobileDist.Pipeline.Tests.Play;

/// <summary>Runs that end in the middle, and runs at the same time.</summary>
public sealed class PlayKillTests
{
    [Test]
    public async Task Distribute_WhenKilledAtEachRequest_EndsAsIfItNeverWas([Values] bool isDone)
    {
        string expected;
        int requests;
        await using (var whole = await PlayJobTests.CompleteAsync())
        {
            await whole.DistributeAsync();
            expected = whole.EndState();
            requests = whole.Play.Requests.Count;
        }

        // What was done before it was killed matters most; what was not, at the requests that write.
        for (var at = 1; at <= requests; at++)
        {
            await using var project = await PlayJobTests.CompleteAsync();
            if (!await KillAsync(project, at, isDone))
            {
                continue;
            }

            var distribution = await project.DistributeAsync();

            Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), $"killed at {at}: {project.Notes.Transcript}");
            Assert.That(project.EndState(), Is.EqualTo(expected), $"killed at {at} ({project.Play.Requests[at - 1]})");
            Assert.That(project.App.Committed.Count(code => code == 7), Is.EqualTo(1), $"killed at {at}: committed once");
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

    /// <returns>False where this request is not one to be killed at.</returns>
    private static async Task<bool> KillAsync(PlayProject project, int at, bool isDone)
    {
        using var killed = new CancellationTokenSource();
        var count = 0;
        var wasWrite = true;
        project.Play.Fault = request =>
        {
            if (++count != at)
            {
                return null;
            }

            wasWrite = request.Method is not "GET";
            killed.Cancel();
            return isDone ? new FakePlayFault.CutAfter() : new FakePlayFault.CutBefore();
        };
        try
        {
            await project.DistributeAsync(killed.Token);
        }
        catch (OperationCanceledException)
        {
            // As the host does it.
        }

        project.Play.Fault = _ => null;
        return isDone || wasWrite;
    }
}
