namespace MobileDist.Pipeline.Tests.TestFlight;

/// <summary>More testers than an hour's calls suffice for.</summary>
public sealed class TestFlightCrowdTests
{
    private const int Testers = 10_000;
    private const int Groups = 200;

    // Testers of the app already, but in no group.
    private const int Known = 5_000;

    [Test]
    public async Task Publish_WhenTheRosterHasTenThousandTestersInTwoHundredGroups_StaysWithinTheHourAndGoesOn()
    {
        using var project = new TestFlightProject($"groups: [{string.Join(", ", Enumerable.Range(0, Groups).Select(number => $"team-{number}"))}], create-groups: external, sync-testers: by-name");
        project.Project.Arguments["roster"] = "testers.csv";
        project.Project.Write("testers.csv", "name,email,groups\n" + string.Concat(Enumerable.Range(0, Testers).Select(number => $"Tester {number},t{number}@acme.example,team-{number % Groups}\n")));
        for (var known = 0; known < Known; known++)
        {
            project.Apple.AddTester($"t{known}@acme.example");
        }

        var shown = new List<WorkProgress>();
        project.Project.Progress = new Collected(shown);
        var calls = new List<int>();

        Distribution distribution;
        do
        {
            Assert.That(calls, Has.Count.LessThan(5));
            var before = project.Apple.Requests.Count;
            distribution = await project.PublishAsync();
            Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Project.Notes.Transcript);
            calls.Add(project.Apple.Requests.Count - before);
            await Task.Delay(TimeSpan.FromHours(1), project.Time);
        }
        while (project.Apple.Testers.Count < Testers);
        var writes = project.Writes.Count;
        var start = project.Apple.Requests.Count;
        project.Project.Notes.Clear();
        await project.PublishAsync();

        TestContext.Out.WriteLine($"calls a run: {string.Join(", ", calls)}; with nothing to do {project.Apple.Requests.Count - start}");
        Assert.That(calls, Has.All.LessThanOrEqualTo(project.Apple.CallsPerHour));
        Assert.That(calls, Has.Count.EqualTo(2), "3,500 calls an hour, 5,000 new testers");
        Assert.That(project.Apple.Requests.Count - start, Is.LessThan(300));
        Assert.That(project.Writes, Has.Count.EqualTo(writes), "everybody is there");
        Assert.That(project.Apple.Groups.Select(group => group.TesterIds.Count), Is.All.EqualTo(Testers / Groups));
        var order = project.Writes.Select(request => request.Path).ToList();
        Assert.That(order.FindIndex(path => path.EndsWith("/betaAppReviewSubmissions", StringComparison.Ordinal)), Is.LessThan(order.IndexOf("/v1/betaTesters")), "the review begins before the many calls");
        Assert.That(order.FindIndex(path => path.EndsWith("/relationships/betaGroups", StringComparison.Ordinal)), Is.LessThan(order.IndexOf("/v1/betaTesters")));
        var steps = shown.Where(step => step.Work is "Testers of 200 groups").Select(step => (step.Done, step.Total)).ToList();
        Assert.That(steps, Has.Count.EqualTo(Groups + Testers - Known).And.Member((Testers, Testers)), "known ones a group at a time");
        Assert.That(project.Project.Notes.Transcript, Does.Contain("Testers of 200 groups: 10000 there before.").And.Not.Contain("t1@"));
    }

    [Test]
    public async Task Publish_WhenTheHourIsUsedUp_SaysHowManyFollow()
    {
        using var project = new TestFlightProject("groups: QA, sync-testers: all");
        project.Apple.CallsPerHour = 300;
        project.AddGroup("QA", isInternal: false);
        project.Project.Arguments["roster"] = "testers.csv";
        project.Project.Write("testers.csv", "email\n" + string.Concat(Enumerable.Range(0, 300).Select(number => $"t{number}@acme.example\n")));

        var distribution = await project.PublishAsync();

        var missing = 301 - project.Apple.Testers.Count;
        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Project.Notes.Transcript);
        Assert.That(missing, Is.InRange(50, 250));
        Assert.That(project.Project.Notes.Of(RunNoteKind.Warning), Has.Some.Contain($"{missing} testers of the roster are not added yet"));
    }

    private sealed class Collected(List<WorkProgress> reports) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            lock (reports)
            {
                reports.Add(value);
            }
        }
    }
}
