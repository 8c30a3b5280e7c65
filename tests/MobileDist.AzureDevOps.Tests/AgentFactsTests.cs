using MobileDist.PullRequests;

namespace MobileDist.AzureDevOps.Tests;

public sealed class AgentFactsTests
{
    private static AzureDevOpsPlatform Platform(Dictionary<string, string> environment) => new(environment, TextWriter.Null, new Redactor());

    [Test]
    public void Facts_WhenRepositoryIsInAzureRepos_TellOfThePullRequest()
    {
        var platform = Platform(AgentEnvironments.AzureRepos());

        Assert.That(platform.Facts, Is.EqualTo(new CiFacts
        {
            Repository = "Shop Apps/shop",
            PullRequestNumber = 12,
            PullRequestLink = "https://dev.azure.com/acme/Shop%20Apps/_git/shop/pullrequest/12",
            Commit = "bec4bf9d3b1c0f7a6d5e4c3b2a19080706050403",
            CommitLink = "https://dev.azure.com/acme/Shop%20Apps/_git/shop/commit/bec4bf9d3b1c0f7a6d5e4c3b2a19080706050403",
            Branch = "feature/cart",
            RunLink = "https://dev.azure.com/acme/Shop%20Apps/_build/results?buildId=9128",
            RunNumber = 9128,
            RunAttempt = 2,
            IsFork = false,
            TemporaryFolder = "/agent/_work/_temp",
            ArtifactFolder = "/agent/_work/1/a",
            ServerAddress = "https://dev.azure.com/acme",
            ApiAddress = "https://dev.azure.com/acme/Shop%20Apps/_apis",
        }));
        Assert.That(platform.PullRequest, Is.EqualTo(new AzurePullRequest("https://dev.azure.com/acme", "Shop Apps", "6f9c1bd4-6f0a-4a5e-9a3e-2f1f5f8b7c01", 12)
        {
            RepositoryName = "shop",
            Page = "https://dev.azure.com/acme/Shop%20Apps/_git/shop/pullrequest/12",
        }));
    }

    [Test]
    public void Facts_WhenRepositoryIsOnGitHub_TellGitHubsNumberAndPages()
    {
        var platform = Platform(AgentEnvironments.GitHub());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(platform.Facts.Repository, Is.EqualTo("acme/shop"));
            Assert.That(platform.Facts.PullRequestNumber, Is.EqualTo(77));
            Assert.That(platform.Facts.PullRequestLink, Is.EqualTo("https://github.com/acme/shop/pull/77"));
            Assert.That(platform.Facts.CommitLink, Is.EqualTo("https://github.com/acme/shop/commit/bec4bf9d3b1c0f7a6d5e4c3b2a19080706050403"));
            Assert.That(platform.Facts.Branch, Is.EqualTo("feature/cart"));
            Assert.That(platform.Facts.IsFork, Is.True);
            Assert.That(platform.Facts.RunLink, Does.StartWith("https://dev.azure.com/acme/"));
            Assert.That(platform.PullRequest, Is.Null);
            Assert.That(platform.IsGitHubRepository, Is.True);
        }
    }

    [Test]
    public void Facts_WhenGitHubTellsItsIdOnly_HaveNoNumber()
    {
        var environment = AgentEnvironments.GitHub();
        environment.Remove("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER");
        environment["BUILD_SOURCEBRANCH"] = "refs/heads/main";

        Assert.That(Platform(environment).Facts.PullRequestNumber, Is.Null);
    }

    [Test]
    public void Facts_WhenServerIsACompanysOwn_KeepItsAddress()
    {
        var environment = AgentEnvironments.AzureRepos();
        environment["SYSTEM_COLLECTIONURI"] = "https://tfs.example.com:8443/tfs/DefaultCollection/";
        environment.Remove("BUILD_REPOSITORY_URI");
        var platform = Platform(environment);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(platform.Facts.ServerAddress, Is.EqualTo("https://tfs.example.com:8443/tfs/DefaultCollection"));
            Assert.That(platform.Facts.PullRequestLink, Is.EqualTo("https://tfs.example.com:8443/tfs/DefaultCollection/Shop%20Apps/_git/shop/pullrequest/12"));
            Assert.That(
                platform.PullRequest!.ApiAddress,
                Is.EqualTo("https://tfs.example.com:8443/tfs/DefaultCollection/Shop%20Apps/_apis/git/repositories/6f9c1bd4-6f0a-4a5e-9a3e-2f1f5f8b7c01/pullRequests/12"));
        }
    }

    [Test]
    public void Facts_WhenRunWasQueuedByHand_TakeTheNumberFromTheReference()
    {
        var environment = AgentEnvironments.AzureRepos();
        foreach (var name in environment.Keys.Where(name => name.StartsWith("SYSTEM_PULLREQUEST_", StringComparison.Ordinal)).ToArray())
        {
            environment.Remove(name);
        }

        Assert.That(Platform(environment).Facts.PullRequestNumber, Is.EqualTo(12));
    }

    [TestCase("refs/heads/main", "main")]
    [TestCase("refs/tags/v1", null)]
    [TestCase("refs/pull/", null)]
    [TestCase("refs/pull/x/merge", null)]
    public void Facts_WhenThereIsNoPullRequest_HaveTheBranchOnly(string reference, string? branch)
    {
        var platform = Platform(new Dictionary<string, string>(StringComparer.Ordinal) { ["BUILD_REPOSITORY_PROVIDER"] = "TfsGit", ["BUILD_SOURCEBRANCH"] = reference });

        Assert.That(platform.Facts.Branch, Is.EqualTo(branch));
        Assert.That(platform.Facts.PullRequestNumber, Is.Null);
        Assert.That(platform.PullRequest, Is.Null);
    }

    [Test]
    public void AccessToken_WhenVariableWasNotExpanded_IsTheTasksOwn()
    {
        var environment = AgentEnvironments.AzureRepos();
        environment["SYSTEM_ACCESSTOKEN"] = "$(System.AccessToken)";
        Assert.That(Platform(environment).AccessToken, Is.Null);

        environment["ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN"] = AgentEnvironments.Token;
        Assert.That(Platform(environment).AccessToken!.Reveal(), Is.EqualTo(AgentEnvironments.Token));
    }

    [Test]
    public void Facts_WhenNothingIsSet_AreNone()
    {
        Assert.That(Platform([]).Facts, Is.EqualTo(CiFacts.None));
        Assert.That(AzureDevOpsPlatform.IsPresent(new Dictionary<string, string>(StringComparer.Ordinal)), Is.False);
        Assert.That(AzureDevOpsPlatform.IsPresent(AgentEnvironments.AzureRepos()), Is.True);
    }
}
