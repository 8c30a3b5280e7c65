using MobileDist.PullRequests;
using MobileDist.Testing.GitHub;

namespace MobileDist.GitHub.Tests;

public sealed class GitHubApiTests
{
    private Hub _hub = null!;

    [SetUp]
    public void MakeHub() => _hub = new Hub();

    [TearDown]
    public void CloseHub() => _hub.Dispose();

    private void RefuseOnce(int status, string message, params (string Name, string Value)[] headers)
    {
        var left = 1;
        _hub.Fake.Fault = request => request.Method is "GET" && left-- > 0
            ? new FakeGitHubFault.Refuse(FakeGitHubAnswer.Refusal(status, message, headers))
            : null;
    }

    private async Task<double> SecondsToRead()
    {
        var start = _hub.Time.GetTimestamp();
        var answer = await _hub.Api.GetAsync(_hub.Api.At("repos/acme/shop"), GitHubJson.Default.RepositoryResource, default);
        Assert.That(answer, Is.InstanceOf<GitHubAnswer<RepositoryResource>.Success>());
        return _hub.Time.GetElapsedTime(start).TotalSeconds;
    }

    [TestCase(403)]
    [TestCase(429)]
    public async Task SendAsync_WhenTimeIsNamed_WaitsThatLong(int status)
    {
        RefuseOnce(status, "You have exceeded a secondary rate limit.", ("Retry-After", "37"));

        Assert.That(await SecondsToRead(), Is.EqualTo(37.75));
    }

    [Test]
    public async Task SendAsync_WhenLimitIsUsedUp_WaitsUntilItsReset()
    {
        var reset = _hub.Time.GetUtcNow().AddSeconds(90).ToUnixTimeSeconds();
        RefuseOnce(403, "API rate limit exceeded for installation.", ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", $"{reset}"));

        Assert.That(await SecondsToRead(), Is.EqualTo(90.75));
    }

    [Test]
    public async Task SendAsync_WhenSecondaryLimitNamesNoTime_WaitsAMinute()
    {
        RefuseOnce(403, "You have exceeded a secondary rate limit.", ("x-ratelimit-remaining", "4000"));

        Assert.That(await SecondsToRead(), Is.EqualTo(60.75));
    }

    [Test]
    public async Task SendAsync_WhenResetIsTooFarAway_GivesUpAtOnce()
    {
        var reset = _hub.Time.GetUtcNow().AddMinutes(50).ToUnixTimeSeconds();
        RefuseOnce(403, "API rate limit exceeded", ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", $"{reset}"));

        var answer = await _hub.Api.GetAsync(_hub.Api.At("repos/acme/shop"), GitHubJson.Default.RepositoryResource, default);

        Assert.That(answer, Is.InstanceOf<GitHubAnswer<RepositoryResource>.Failed>().With.Property("Failure").Property("Kind").EqualTo(GitHubFailureKind.RateLimited));
        Assert.That(_hub.Fake.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task SendAsync_WhenPermissionIsMissing_DoesNotTryAgain()
    {
        RefuseOnce(403, "Resource not accessible by integration", ("x-accepted-github-permissions", "contents=read"), ("x-ratelimit-remaining", "4000"));

        var answer = await _hub.Api.GetAsync(_hub.Api.At("repos/acme/shop"), GitHubJson.Default.RepositoryResource, default);

        Assert.That(answer, Is.EqualTo(new GitHubAnswer<RepositoryResource>.Failed(
            new GitHubFailure(GitHubFailureKind.NoPermission, "Resource not accessible by integration", "contents=read"))));
        Assert.That(_hub.Fake.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task SendAsync_WhenServerFailsForGood_EndsAfterAllTries()
    {
        _hub.Fake.Fault = _ => new FakeGitHubFault.GatewayAfter();

        var delivery = await _hub.Comments().WriteAsync(Hub.Model("shop"), default);

        Assert.That(delivery, Is.InstanceOf<CommentDelivery.Failed>().With.Property("ExitCode").EqualTo(ExitCode.Unreachable));
        Assert.That(_hub.Fake.Requests, Has.Count.EqualTo(6));
    }

    [TestCase("http://api.github.com")]
    [TestCase("ftp://127.0.0.1")]
    [TestCase("https://user:hunter2@api.github.com")]
    [TestCase("https://api.github.com?x=1")]
    [TestCase("api.github.com")]
    [TestCase("")]
    public void Constructor_WhenAddressIsNotToBeTrusted_Refuses(string address)
    {
        using var handler = new FakeGitHubHandler(_hub.Fake);

        Assert.That(
            () => new GitHubApi(new GitHubApiOptions { ApiAddress = address, Token = new Secret("x") }, handler, _hub.Time, () => 0),
            Throws.TypeOf<DistributionException>().With.Property("ExitCode").EqualTo(ExitCode.Settings).And.Message.Not.Contains("hunter2"));
    }

    [TestCase("https://api.github.com", "https://api.github.com/graphql")]
    [TestCase("https://git.acme.example/api/v3", "https://git.acme.example/api/graphql")]
    [TestCase("http://127.0.0.1:4010", "http://127.0.0.1:4010/graphql")]
    public void GraphQlOf_WhenServerIsKnown_FindsIt(string api, string expected) =>
        Assert.That(ApiAddress.GraphQlOf(ApiAddress.Parse(api)).AbsoluteUri, Is.EqualTo(expected));

    [TestCase("<https://a/x?page=2>; rel=\"next\", <https://a/x?page=9>; rel=\"last\"", "https://a/x?page=2")]
    [TestCase("<https://a/x?page=1>; rel=\"prev\", <https://a/x?page=3>; rel=\"next\"", "https://a/x?page=3")]
    [TestCase("<https://a/x?page=1>; rel=\"prev\"", null)]
    [TestCase("<not an address>; rel=\"next\"", null)]
    [TestCase("<<<;rel=next", null)]
    public void Next_WhenHeaderIsRead_FindsTheNextPageOnly(string header, string? expected) =>
        Assert.That(LinkHeader.Next(header)?.AbsoluteUri, Is.EqualTo(expected));

    [Test]
    public async Task ListAsync_WhenNextPageIsElsewhere_DoesNotTakeTheTokenThere()
    {
        _hub.Fake.Address = "https://evil.test";
        for (var comment = 0; comment < 150; comment++)
        {
            _hub.Fake.AddComment("somebody", "User", "x");
        }

        var list = await _hub.Api.ListAsync("repos/acme/shop/issues/12/comments?per_page=100", GitHubJson.Default.CommentResourceArray, default);

        Assert.That(list, Has.Count.EqualTo(100));
        Assert.That(_hub.Fake.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task WriteAsync_WhenOverTheNetwork_SendsWhatGitHubAsksFor()
    {
        await using var server = await FakeGitHubServer.StartAsync(_hub.Fake);
        using var handler = ServiceConnection.CreateHandler();
        using var api = new GitHubApi(new GitHubApiOptions { ApiAddress = server.Address, Token = new Secret(FakeGitHub.Token) }, handler, _hub.Time, () => 0);
        var comments = new PullRequestComments(api, new CommentOptions { Repository = "acme/shop", PullRequestNumber = 12 }, _hub.Time, () => 0);

        var delivery = await comments.WriteAsync(Hub.Model("shop"), default);

        Assert.That(delivery, Is.InstanceOf<CommentDelivery.Written>());
        Assert.That(_hub.Fake.Requests, Is.All.Matches<FakeGitHubRequest>(request =>
            request.Headers["X-GitHub-Api-Version"] is "2022-11-28" && request.Headers["Accept"] is "application/vnd.github+json"
            && request.Headers["User-Agent"] is "MobileDistPipeline" && !request.Path.Contains(FakeGitHub.Token, StringComparison.Ordinal)));
    }
}
