using MobileDist.PullRequests;
using MobileDist.Testing;
using MobileDist.Testing.AzureDevOps;

namespace MobileDist.AzureDevOps.Tests;

public sealed class PullRequestThreadRaceTests
{
    private const int Jobs = 20;
    private const int Rounds = 100;

    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false };
    private FakeAzureDevOps _fake = null!;
    private FakeIdentity _build = null!;

    [OneTimeSetUp]
    public async Task StartServer()
    {
        _fake = await FakeAzureDevOps.StartAsync();
        _build = _fake.Add(new FakeIdentity("2fa95b7a-c774-4595-a6f2-63f482634e9f", "Shop Build Service (acme)", AgentEnvironments.Token));
    }

    [OneTimeTearDown]
    public async Task StopServer()
    {
        _handler.Dispose();
        await _fake.DisposeAsync();
    }

    [Test]
    [Category("Stress")]
    public async Task WriteAsync_WhenTwentyJobsWriteAtOnce_LosesNoRowAndDoublesNone()
    {
        for (var round = 1; round <= Rounds; round++)
        {
            var hasEarlier = round % 2 == 0;
            if (hasEarlier)
            {
                _fake.Write(round, _build, CommentMarkdown.Render(Rows.Of(Rows.Row("before", run: 1), Rows.Row("job7", run: 1, version: "0.9"))));
            }

            var clock = new VirtualTime(Jobs);
            var expected = Enumerable.Range(0, Jobs).Select(job => $"job{job} 1.2.0");
            var deliveries = await Task.WhenAll(Enumerable.Range(0, Jobs).Select(job => Task.Run(() => JobAsync(job, round, clock))));

            Assert.That(deliveries, Is.All.InstanceOf<CommentDelivery.Written>(), $"Round {round}.");
            Assert.That(
                Versions(_fake.Comments(round).Single()),
                Is.EqualTo((hasEarlier ? expected.Prepend("before 1.2.0") : expected).Order(StringComparer.Ordinal)),
                $"Round {round}.");
        }
    }

    private async Task<CommentDelivery> JobAsync(int job, int round, VirtualTime clock)
    {
        try
        {
            var random = new Random((round * 1000) + job);
            using var network = new SlowNetwork(new UndisposedHandler(_handler), clock, random, PullRequestThread.QuietTime * 0.45);
            var pullRequest = new AzurePullRequest(_fake.Collection, FakeAzureDevOps.Project, FakeAzureDevOps.RepositoryId, round) { RepositoryName = "shop" };
            var token = new AzureDevOpsToken(new Secret(AgentEnvironments.Token), AzureDevOpsTokenKind.Job);
            using var target = new PullRequestThread(pullRequest, token, CommentMode.Update, network, clock, random);
            return await target.WriteAsync(Rows.Of(Rows.Row($"job{job}")), CancellationToken.None);
        }
        finally
        {
            clock.Leave();
        }
    }

    private static string[] Versions(FakeComment comment) =>
        [.. Rows.Read(comment.Content).Releases.Select(release => $"{release.Key} {release.Version}").Order(StringComparer.Ordinal)];
}
