using MobileDist.PullRequests;
using MobileDist.Testing;
using MobileDist.Testing.AzureDevOps;

namespace MobileDist.AzureDevOps.Tests;

public sealed class PullRequestThreadTests
{
    private const string Pat = "marked-personal-token";

    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false };
    private FakeAzureDevOps _fake = null!;
    private FakeIdentity _build = null!;
    private FakeIdentity _reader = null!;
    private int _number;

    [OneTimeSetUp]
    public async Task StartServer()
    {
        _fake = await FakeAzureDevOps.StartAsync();
        _build = _fake.Add(new FakeIdentity("2fa95b7a-c774-4595-a6f2-63f482634e9f", "Shop Build Service (acme)", AgentEnvironments.Token));
        _fake.Add(new FakeIdentity("5c1c1b1e-0000-4595-a6f2-63f482634e9f", "Ann", Pat));
        _reader = _fake.Add(new FakeIdentity("0d0d0d0d-c774-4595-a6f2-63f482634e9f", "Reader", "marked-reader-token") { MayContribute = false });
    }

    [OneTimeTearDown]
    public async Task StopServer()
    {
        _handler.Dispose();
        await _fake.DisposeAsync();
    }

    [SetUp]
    public void NextPullRequest()
    {
        _number++;
        _fake.Requests.Clear();
    }

    [Test]
    public async Task WriteAsync_WhenThereIsNoComment_OpensAClosedThread()
    {
        var delivery = await WriteAsync(Rows.Of(Rows.Row("a")));

        Assert.That(delivery, Is.InstanceOf<CommentDelivery.Written>());
        var comment = _fake.Comments(_number).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(((CommentDelivery.Written)delivery).IsNew, Is.True);
            Assert.That(((CommentDelivery.Written)delivery).Link, Is.EqualTo($"https://dev.azure.com/acme/Shop%20Apps/_git/shop/pullrequest/{_number}?discussionId={comment.Thread}"));
            Assert.That(comment.Status, Is.EqualTo("closed"));
            Assert.That(comment.Author, Is.EqualTo(_build));
            Assert.That(comment.Content, Is.EqualTo(CommentMarkdown.Render(Rows.Of(Rows.Row("a")))));
            Assert.That(_fake.Requests, Has.All.Contain("api-version="));
        }
    }

    [Test]
    public async Task WriteAsync_WhenCommentIsThere_ChangesItsOwnRowsInPlace()
    {
        await WriteAsync(Rows.Of(Rows.Row("a"), Rows.Row("b")));
        var delivery = await WriteAsync(Rows.Of(Rows.Row("b", attempt: 2, version: "1.2.1")));

        Assert.That(delivery, Is.InstanceOf<CommentDelivery.Written>().With.Property("IsNew").False);
        Assert.That(Versions(_fake.Comments(_number).Single()), Is.EqualTo(new[] { "a 1.2.0", "b 1.2.1" }));
    }

    [Test]
    public async Task WriteAsync_WhenRunIsOlder_LeavesTheNewerRow()
    {
        await WriteAsync(Rows.Of(Rows.Row("a", run: 20, version: "2.0")));
        await WriteAsync(Rows.Of(Rows.Row("a", run: 19, version: "1.9"), Rows.Row("b", run: 19)));

        Assert.That(Versions(_fake.Comments(_number).Single()), Is.EqualTo(new[] { "a 2.0", "b 1.2.0" }));
    }

    [Test]
    public async Task WriteAsync_WhenSomebodyElsePastedTheMarker_WritesACommentOfItsOwn()
    {
        var pasted = _fake.Write(_number, _reader, CommentMarkdown.Render(Rows.Of(Rows.Row("evil"))));
        await WriteAsync(Rows.Of(Rows.Row("a")));

        var comments = _fake.Comments(_number);
        Assert.That(comments, Has.Count.EqualTo(2));
        Assert.That(comments[0], Is.EqualTo(pasted));
        Assert.That(Versions(comments[1]), Is.EqualTo(new[] { "a 1.2.0" }));
    }

    [Test]
    public async Task WriteAsync_WhenCommentIsDamaged_WritesItAnew()
    {
        var body = CommentMarkdown.Render(Rows.Of(Rows.Row("a")));
        _fake.Write(_number, _build, body[..(body.Length / 2)]);
        await WriteAsync(Rows.Of(Rows.Row("b")));

        Assert.That(Versions(_fake.Comments(_number).Single()), Is.EqualTo(new[] { "b 1.2.0" }));
    }

    [Test]
    public async Task WriteAsync_WhenDuplicatesAreLeft_BringsThemTogether()
    {
        foreach (var key in new[] { "a", "b", "c" })
        {
            _fake.Write(_number, _build, CommentMarkdown.Render(Rows.Of(Rows.Row(key))));
        }

        var first = _fake.Comments(_number)[0].Thread;
        await WriteAsync(Rows.Of(Rows.Row("d")));

        var comment = _fake.Comments(_number).Single();
        Assert.That(comment.Thread, Is.EqualTo(first));
        Assert.That(Versions(comment), Is.EqualTo(new[] { "a 1.2.0", "b 1.2.0", "c 1.2.0", "d 1.2.0" }));
    }

    [TestCase(CommentMode.New)]
    [TestCase(CommentMode.Hide)]
    public async Task WriteAsync_WhenEachRunHasItsOwn_SharesItAmongJobsOfTheRun(CommentMode mode)
    {
        await WriteAsync(Rows.Of(Rows.Row("a", run: 1)), mode);
        await WriteAsync(Rows.Of(Rows.Row("a", run: 2)), mode);
        await WriteAsync(Rows.Of(Rows.Row("b", run: 2)), mode);
        await WriteAsync(Rows.Of(Rows.Row("b", run: 1)), CommentMode.New);

        var comments = _fake.Comments(_number);
        var isHidden = mode == CommentMode.Hide;
        Assert.That(comments, Has.Count.EqualTo(isHidden ? 3 : 2));
        Assert.That(comments[0].Content.StartsWith("<details><summary>Outdated", StringComparison.Ordinal), Is.EqualTo(isHidden));
        Assert.That(Versions(comments[1]), Is.EqualTo(new[] { "a 1.2.0", "b 1.2.0" }));
    }

    [Test]
    public async Task WriteAsync_WhenAnswerOfCreationIsLost_DoesNotCreateTwice([Values] CommentMode mode, [Values(0, 500)] int status, [Values(0, 7)] long run)
    {
        _fake.Fail("POST", $"/{_number}/threads", new FakeFailure(status) { AfterTheFact = true });
        var delivery = await WriteAsync(Rows.Of(Rows.Row("a", run)), mode);

        Assert.That(delivery, Is.InstanceOf<CommentDelivery.Written>());
        Assert.That(_fake.Comments(_number), Has.Count.EqualTo(1));
    }

    [TestCase("POST", "/threads", 0)]
    [TestCase("POST", "/threads", 409)]
    [TestCase("PATCH", "/comments/", 0)]
    [TestCase("PATCH", "/comments/", 404)]
    [TestCase("PATCH", "/comments/", 502)]
    [TestCase("GET", "/threads", 0)]
    [TestCase("GET", "/threads", 500)]
    [TestCase("GET", "/threads", 503)]
    public async Task WriteAsync_WhenAFailurePasses_WritesAllTheSame(string method, string path, int status)
    {
        if (method is "PATCH")
        {
            await WriteAsync(Rows.Of(Rows.Row("a")));
        }

        _fake.Fail(method, path, new FakeFailure(status) { Times = 3 });
        var delivery = await WriteAsync(Rows.Of(Rows.Row("b")));

        Assert.That(delivery, Is.InstanceOf<CommentDelivery.Written>());
        Assert.That(Versions(_fake.Comments(_number).Single()), Does.Contain("b 1.2.0"));
    }

    [TestCase("GET", 429)]
    [TestCase("POST", 429)]
    [TestCase("POST", 503)]
    public async Task WriteAsync_WhenServerLimits_WaitsAsLongAsItAsks(string method, int status)
    {
        var clock = new VirtualTime(1);
        var before = clock.GetUtcNow();
        _fake.Fail(method, "/threads", new FakeFailure(status) { Headers = { ["Retry-After"] = "37" } });
        var delivery = await WriteAsync(Rows.Of(Rows.Row("a")), clock: clock);

        Assert.That(delivery, Is.InstanceOf<CommentDelivery.Written>());
        Assert.That(clock.GetUtcNow() - before, Is.GreaterThan(TimeSpan.FromSeconds(37)).And.LessThan(TimeSpan.FromSeconds(47)));
        Assert.That(_fake.Comments(_number), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task WriteAsync_WhenServerAsksForHours_GivesUp()
    {
        _fake.Fail("GET", "/threads", new FakeFailure(429) { Headers = { ["Retry-After"] = "7200" } });
        var failed = (CommentDelivery.Failed)await WriteAsync(Rows.Of(Rows.Row("a")));

        Assert.That(failed.ExitCode, Is.EqualTo(ExitCode.Unreachable));
        Assert.That(failed.Fault.Headline, Does.Contain("7200 seconds"));
    }

    [Test]
    public async Task WriteAsync_WhenPermissionIsMissing_NamesIdentityPermissionAndPlace()
    {
        var failed = (CommentDelivery.Failed)await WriteAsync(Rows.Of(Rows.Row("a")), token: new AzureDevOpsToken(new Secret(_reader.Token), AzureDevOpsTokenKind.Job));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failed.ExitCode, Is.EqualTo(ExitCode.Refused));
            Assert.That(failed.Fault.Headline, Is.EqualTo(@"The identity 'Build\0d0d0d0d-c774-4595-a6f2-63f482634e9f' lacks the permission 'Contribute to pull requests' on the repository 'shop' (TF401027)."));
            Assert.That(failed.Fault.Remedy, Does.Contain("Project settings, Repositories, 'shop', Security").And.Contain("search for '0d0d0d0d-c774-4595-a6f2-63f482634e9f'"));
        }
    }

    [TestCase(AzureDevOpsTokenKind.Job, "does not accept the job's token")]
    [TestCase(AzureDevOpsTokenKind.Personal, "sign-in page")]
    public async Task WriteAsync_WhenTokenIsWrong_SaysSoWithoutIt(AzureDevOpsTokenKind kind, string expected)
    {
        var failed = (CommentDelivery.Failed)await WriteAsync(Rows.Of(Rows.Row("a")), token: new AzureDevOpsToken(new Secret("marked-wrong-token"), kind));

        Assert.That(failed.Fault.Headline, Does.Contain(expected));
        Assert.That(failed.ToString(), Does.Not.Contain("marked"));
    }

    [TestCase(302, "", "text/html", "sign-in page")]
    [TestCase(200, "<html>Sign In</html>", "text/html", "sign-in page")]
    [TestCase(200, "{\"value\":[{]", "application/json", "could be read")]
    [TestCase(200, "null", "application/json", "could be read")]
    [TestCase(401, "", "text/html", "does not accept")]
    [TestCase(403, "{\"message\":\"VS403403: no\"}", "application/json", "VS403403")]
    [TestCase(404, "{\"message\":\"TF401180: not found\"}", "application/json", "cannot find pull request")]
    [TestCase(400, "{\"message\":\"The requested REST API version of 7.1 is out of range\",\"typeKey\":\"VssVersionOutOfRangeException\"}", "application/json", "(400)")]
    [TestCase(418, "<<<", "text/plain", "(418)")]
    public async Task WriteAsync_WhenServerRefuses_ReportsIt(int status, string body, string type, string expected)
    {
        _fake.Fail("GET", "/threads", new FakeFailure(status, body) { ContentType = type });
        var failed = (CommentDelivery.Failed)await WriteAsync(Rows.Of(Rows.Row("a")));

        Assert.That(failed.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(failed.Fault.Headline, Does.Contain(expected));
        Assert.That(failed.Fault.Remedy, Is.Not.Empty);
    }

    [Test]
    public async Task WriteAsync_WhenServerStaysAway_IsUnreachable([Values(0, 500, 503)] int status)
    {
        _fake.Fail("GET", $"/{_number}/threads", new FakeFailure(status) { Times = 5 });
        var failed = (CommentDelivery.Failed)await WriteAsync(Rows.Of(Rows.Row("a")));

        Assert.That(failed.ExitCode, Is.EqualTo(ExitCode.Unreachable));
        Assert.That(_fake.Requests.Count(request => request.Contains("/threads", StringComparison.Ordinal)), Is.EqualTo(5));
    }

    [Test]
    public async Task WriteAsync_WhenPullRequestDoesNotExist_SaysWhichOne()
    {
        _number = 901;
        var failed = (CommentDelivery.Failed)await WriteAsync(Rows.Of(Rows.Row("a")));
        _number = 500;

        Assert.That(failed.Fault.Headline, Does.Contain("pull request 901 of the repository 'shop'"));
    }

    [Test]
    public async Task WriteAsync_WhenTokenIsPersonal_SendsItAsBasic()
    {
        var delivery = await WriteAsync(Rows.Of(Rows.Row("a")), token: new AzureDevOpsToken(new Secret(Pat), AzureDevOpsTokenKind.Personal));

        Assert.That(delivery, Is.InstanceOf<CommentDelivery.Written>());
        Assert.That(_fake.Requests, Has.None.Contain("marked"));
    }

    [Test]
    public async Task WriteAsync_WhenQrHasNoPublicImage_AttachesItOnce()
    {
        var row = Rows.Row("a") with { Qr = new QrRendering.None() };
        await WriteAsync(Rows.Of(row, Rows.Row("b") with { Qr = new QrRendering.None(), Outcome = new CommentOutcome.Failed("x") }));
        await WriteAsync(Rows.Of(row with { Run = row.Run with { Attempt = 2 } }));

        var (name, png) = _fake.Attachments(_number).Single();
        Assert.That(name, Does.Match("^mobiledist-qr-[0-9a-f]{32}\\.png$"));
        Assert.That(png.AsSpan(1, 3).ToArray(), Is.EqualTo("PNG"u8.ToArray()));
        Assert.That(_fake.Comments(_number).Single().Content, Does.Contain($"src=\"https://dev.azure.com/acme/Shop%20Apps/_apis/git/repositories/{FakeAzureDevOps.RepositoryId}/pullRequests/{_number}/attachments/{name}\""));
        Assert.That(_fake.Requests.Count(request => request.StartsWith("POST", StringComparison.Ordinal) && request.Contains("/attachments/", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [TestCase(0, true)]
    [TestCase(0, false)]
    [TestCase(409, true)]
    public async Task WriteAsync_WhenUploadOfQrFails_KeepsTheLinkAndTheImageIfItIsThere(int status, bool isStored)
    {
        _fake.Fail("POST", "/attachments/", new FakeFailure(status) { AfterTheFact = isStored });
        await WriteAsync(Rows.Of(Rows.Row("a") with { Qr = new QrRendering.None() }));

        var content = _fake.Comments(_number).Single().Content;
        Assert.That(content.Contains("<img", StringComparison.Ordinal), Is.EqualTo(isStored));
        Assert.That(content, Does.Contain("https://builds.example.com/a/"));
    }

    [Test]
    public async Task For_WhenThereIsNothingToWriteToOrWith_SaysWhy()
    {
        var outside = new Dictionary<string, string>(StringComparer.Ordinal) { ["TF_BUILD"] = "True" };
        var tokenless = AgentEnvironments.AzureRepos();
        tokenless.Remove("SYSTEM_ACCESSTOKEN");

        Assert.That(await TargetOf(outside), Is.EqualTo(new CommentDelivery.Skipped("This run belongs to no pull request.")));
        Assert.That(await TargetOf(AgentEnvironments.GitHub()), Is.InstanceOf<CommentDelivery.Skipped>());
        Assert.That(await TargetOf(tokenless), Is.InstanceOf<CommentDelivery.Failed>());

        Task<CommentDelivery> TargetOf(Dictionary<string, string> environment) =>
            PullRequestThread.For(new AzureDevOpsPlatform(environment, TextWriter.Null, new Redactor()), null, CommentMode.Update, _handler, TimeProvider.System, new Random(1))
                .WriteAsync(Rows.Of(Rows.Row("a")), CancellationToken.None);
    }

    [Test]
    public async Task For_WhenTheServerIsNotSecure_SendsNoToken()
    {
        var environment = AgentEnvironments.AzureRepos();
        environment["SYSTEM_COLLECTIONURI"] = "http://tfs.example.com:8080/tfs/DefaultCollection/";
        var delivery = await PullRequestThread.For(new AzureDevOpsPlatform(environment, TextWriter.Null, new Redactor()), null, CommentMode.Update, _handler, TimeProvider.System, new Random(1))
            .WriteAsync(Rows.Of(Rows.Row("a")), CancellationToken.None);

        Assert.That((delivery as CommentDelivery.Failed)?.Fault.Headline, Does.StartWith("'http://tfs.example.com:8080/tfs/DefaultCollection' (SYSTEM_COLLECTIONURI) is no address"));
    }

    [Test]
    public void WriteAsync_WhenCancelled_Stops()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.That(async () => await WriteAsync(Rows.Of(Rows.Row("a")), cancellation: cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private async Task<CommentDelivery> WriteAsync(
        CommentModel model,
        CommentMode mode = CommentMode.Update,
        AzureDevOpsToken? token = null,
        TimeProvider? clock = null,
        Random? random = null,
        HttpMessageHandler? handler = null,
        CancellationToken cancellation = default)
    {
        var pullRequest = new AzurePullRequest(_fake.Collection, FakeAzureDevOps.Project, FakeAzureDevOps.RepositoryId, _number)
        {
            RepositoryName = "shop",
            Page = $"https://dev.azure.com/acme/Shop%20Apps/_git/shop/pullrequest/{_number}",
        };
        using var target = new PullRequestThread(
            pullRequest,
            token ?? new AzureDevOpsToken(new Secret(AgentEnvironments.Token), AzureDevOpsTokenKind.Job),
            mode,
            handler ?? _handler,
            clock ?? new VirtualTime(1),
            random ?? new Random(1));
        return await target.WriteAsync(model, cancellation);
    }

    private static string[] Versions(FakeComment comment) =>
        [.. Rows.Read(comment.Content).Releases.Select(release => $"{release.Key} {release.Version}").Order(StringComparer.Ordinal)];
}
