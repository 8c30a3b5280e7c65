using MobileDist.Testing;
using MobileDist.Testing.AppStoreConnect;

namespace MobileDist.Pipeline.Tests.TestFlight;

/// <summary>Runs that end in the middle, and those that go on from there.</summary>
public sealed class TestFlightResumeTests
{
    [Test]
    public async Task Publish_WhenKilledAtAnyRequest_TheNextRunEndsTheSameWithOneUpload()
    {
        using var reference = TestFlightProject.Complete();
        await SignAsync(reference);
        using var signed = Snapshot(reference);
        await reference.Project.Load().PublishAsync(default);
        var expected = reference.EndState();
        var requests = reference.Apple.Requests.Count;

        // Before and after each write; of what only reads, every fifth.
        for (var at = 0; at < requests; at++)
        {
            var isWrite = reference.Apple.Requests[at].Method is not "GET";
            if (!isWrite && at % 5 > 0)
            {
                continue;
            }

            await KillAsync(signed, at, new FakeAppleFault.CutBefore(), expected);
            if (isWrite)
            {
                await KillAsync(signed, at, new FakeAppleFault.CutAfter(), expected);
            }
        }
    }

    [Test]
    public async Task Publish_WhenAppleTakesTooLong_TheNextRunGoesOnWithoutUploading()
    {
        using var project = new TestFlightProject("groups: QA, wait-processed: 5m");
        project.AddGroup("QA");
        project.Apple.ProcessesAfter = TimeSpan.FromMinutes(12);

        var first = await project.PublishAsync();
        var parts = project.Apple.Requests.Count(request => FakeAppStoreConnect.IsPart(request.Path));
        await Task.Delay(TimeSpan.FromMinutes(5), project.Time);
        var second = await project.PublishAsync();

        Assert.That(first.ExitCode, Is.EqualTo(ExitCode.Unreachable));
        Assert.That(first.Faults[0].Headline, Does.Contain("not processed the build after"));
        Assert.That(first.Faults[0].Remedy, Does.Contain("--target=Publish"));
        Assert.That(second.ExitCode, Is.EqualTo(ExitCode.Done), project.Project.Notes.Transcript);
        Assert.That(project.Apple.Requests.Count(request => FakeAppStoreConnect.IsPart(request.Path)), Is.EqualTo(parts));
        Assert.That(project.Apple.Uploads, Has.Count.EqualTo(1));
    }

    [TestCase("{ \"upload\": 7 }")]
    [TestCase("{ \"upload\": { \"uploadId\": \"../../apps\" } }")]
    [TestCase("[]")]
    [TestCase("{ \"builds\": [null], \"pullRequest\": \"x\" }")]
    public async Task Publish_WhenTheReceiptsDataIsOdd_WhatWasDoneIsFoundAtApple(string resume)
    {
        using var project = new TestFlightProject();
        project.AddGroup("QA");
        await project.PublishAsync();
        var path = project.Project.Output("demo-ios", "receipt.json");
        var record = (await project.RecordAsync()).GetProperty("resume").GetRawText();
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace(record, resume, StringComparison.Ordinal));

        var again = await project.PublishAsync();

        Assert.That(again.ExitCode, Is.EqualTo(ExitCode.Done), project.Project.Notes.Transcript);
        Assert.That(project.Apple.Uploads, Has.Count.EqualTo(1));
    }

    private static async Task KillAsync(TestFolder signed, int at, FakeAppleFault fault, string expected)
    {
        using var project = TestFlightProject.Complete();
        Copy(signed.FullPath, project.Project.Output());
        using var cancellation = new CancellationTokenSource();
        var count = 0;
        project.Apple.Fault = _ =>
        {
            if (count++ != at)
            {
                return cancellation.IsCancellationRequested ? new FakeAppleFault.CutBefore() : null;
            }

            cancellation.Cancel();
            return fault;
        };
        Assert.CatchAsync<OperationCanceledException>(() => project.Project.Load().PublishAsync(cancellation.Token), $"request {at}");
        var last = project.Apple.Requests[at];
        project.Apple.Fault = _ => null;

        var again = project.Project.Load();
        await again.PublishAsync(default);

        Assert.That(again.ExitCode, Is.EqualTo(ExitCode.Done), $"{last} {fault}: {project.Project.Notes.Transcript}");
        Assert.That(project.EndState(), Is.EqualTo(expected), $"{last} {fault}");
    }

    private static async Task SignAsync(TestFlightProject project)
    {
        var distribution = project.Project.Load();
        await distribution.BuildAsync(default);
        await distribution.SignAsync(default);
        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Project.Notes.Transcript);
    }

    private static TestFolder Snapshot(TestFlightProject project)
    {
        var folder = new TestFolder();
        Copy(project.Project.Output(), folder.FullPath);
        return folder;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
