namespace MobileDist.AzureDevOps.Tests;

/// <summary>The variables of a step as the agent sets them.</summary>
internal static class AgentEnvironments
{
    public const string Token = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.marked";

    public static Dictionary<string, string> AzureRepos() => new(StringComparer.Ordinal)
    {
        ["TF_BUILD"] = "True",
        ["SYSTEM_COLLECTIONURI"] = "https://dev.azure.com/acme/",
        ["SYSTEM_TEAMPROJECT"] = "Shop Apps",
        ["BUILD_REPOSITORY_PROVIDER"] = "TfsGit",
        ["BUILD_REPOSITORY_ID"] = "6f9c1bd4-6f0a-4a5e-9a3e-2f1f5f8b7c01",
        ["BUILD_REPOSITORY_NAME"] = "shop",
        ["BUILD_REPOSITORY_URI"] = "https://acme@dev.azure.com/acme/Shop%20Apps/_git/shop",
        ["BUILD_BUILDID"] = "9128",
        ["BUILD_BUILDNUMBER"] = "20261122.3",
        ["BUILD_SOURCEBRANCH"] = "refs/pull/12/merge",
        ["BUILD_SOURCEVERSION"] = "aaaabf9d3b1c0f7a6d5e4c3b2a19080706050403",
        ["SYSTEM_PULLREQUEST_PULLREQUESTID"] = "12",
        ["SYSTEM_PULLREQUEST_SOURCECOMMITID"] = "bec4bf9d3b1c0f7a6d5e4c3b2a19080706050403",
        ["SYSTEM_PULLREQUEST_SOURCEBRANCH"] = "refs/heads/feature/cart",
        ["SYSTEM_PULLREQUEST_ISFORK"] = "False",
        ["SYSTEM_JOBATTEMPT"] = "2",
        ["SYSTEM_STAGEATTEMPT"] = "1",
        ["AGENT_TEMPDIRECTORY"] = "/agent/_work/_temp",
        ["BUILD_ARTIFACTSTAGINGDIRECTORY"] = "/agent/_work/1/a",
        ["SYSTEM_ACCESSTOKEN"] = Token,
    };

    public static Dictionary<string, string> GitHub() => new(AzureRepos(), StringComparer.Ordinal)
    {
        ["BUILD_REPOSITORY_PROVIDER"] = "GitHub",
        ["BUILD_REPOSITORY_ID"] = "acme/shop",
        ["BUILD_REPOSITORY_NAME"] = "acme/shop",
        ["BUILD_REPOSITORY_URI"] = "https://github.com/acme/shop.git",
        ["SYSTEM_PULLREQUEST_PULLREQUESTID"] = "1700000001",
        ["SYSTEM_PULLREQUEST_PULLREQUESTNUMBER"] = "77",
        ["SYSTEM_PULLREQUEST_SOURCEBRANCH"] = "feature/cart",
        ["SYSTEM_PULLREQUEST_ISFORK"] = "True",
    };
}
