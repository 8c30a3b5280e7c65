namespace MobileDist.GitHub.Tests;

/// <summary>What would keep testers from the package, told before anything is signed.</summary>
public sealed class GitHubReleaseHostCheckTests : GitHubReleaseHostTestBase
{
    [Test]
    public async Task CheckAsync_WhenTheRepositoryIsOpen_Passes() => await Host().CheckAsync(default);

    [Test]
    public void CheckAsync_WhenTheRepositoryIsPrivate_SaysWhatToUse()
    {
        Hub.Fake.IsPrivate = true;

        var error = Assert.ThrowsAsync<DistributionException>(() => Host().CheckAsync(default))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(error.Faults.Single().Headline, Does.Contain("not public"));
        Assert.That(error.Faults.Single().Remedy, Does.Contain("'folder'"));
    }

    [Test]
    public void CheckAsync_WhenTheServerAsksEverybodyForALogin_SaysWhatToUse()
    {
        Hub.Fake.IsInPrivateMode = true;

        var error = Assert.ThrowsAsync<DistributionException>(() => Host().CheckAsync(default))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(error.Faults.Single().Headline, Does.Contain("'github.test'").And.Contain("private mode"));
        Assert.That(error.Faults.Single().Remedy, Does.Contain("'folder'"));
    }

    [TestCase("https://github.test", 1)]
    [TestCase("https://github.com", 0)]
    public async Task CheckAsync_WhenTheServerIsNotTheService_AsksOnceMoreWithoutTheToken(string server, int anonymous)
    {
        await Host(server: server).CheckAsync(default);

        Assert.That(Hub.Fake.Requests.Count(request => !request.Headers.ContainsKey("Authorization")), Is.EqualTo(anonymous));
    }

    [Test]
    public void CheckAsync_WhenTheRepositoryIsArchived_SaysSo()
    {
        Hub.Fake.IsArchived = true;

        var error = Assert.ThrowsAsync<DistributionException>(() => Host().CheckAsync(default))!;

        Assert.That(error.Faults.Single().Headline, Does.Contain("archived"));
    }

    [Test]
    public void CheckAsync_OutsideOfAPullRequest_IsASettingsError()
    {
        var error = Assert.ThrowsAsync<DistributionException>(() => Host(pullRequest: null).CheckAsync(default))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(Hub.Fake.Requests, Is.Empty);
    }
}
