using MobileDist.PullRequests;

namespace MobileDist.AzureDevOps;

/// <summary>
/// What the predefined variables of Azure Pipelines say about the run
/// (learn.microsoft.com/azure/devops/pipelines/build/variables). The repository lies in Azure Repos or on GitHub; the
/// collection is one of the service or of a company's own Azure DevOps Server.
/// </summary>
internal static class AgentFacts
{
    private const string BranchPrefix = "refs/heads/";
    private const string PullRequestPrefix = "refs/pull/";

    public static bool IsAzureRepos(AgentVariables variables) =>
        string.Equals(variables["BUILD_REPOSITORY_PROVIDER"], "TfsGit", StringComparison.OrdinalIgnoreCase);

    public static bool IsGitHub(AgentVariables variables) =>
        variables["BUILD_REPOSITORY_PROVIDER"] is { } provider && provider.StartsWith("GitHub", StringComparison.OrdinalIgnoreCase);

    public static CiFacts Read(AgentVariables variables)
    {
        var collection = WebAddress(variables["SYSTEM_COLLECTIONURI"]);
        var project = variables["SYSTEM_TEAMPROJECT"] is { } name ? Uri.EscapeDataString(name) : null;
        var page = RepositoryPage(variables, collection, project);
        var number = PullRequestNumber(variables);
        var commit = variables["SYSTEM_PULLREQUEST_SOURCECOMMITID"] ?? variables["BUILD_SOURCEVERSION"];
        return new CiFacts
        {
            Repository = RepositoryName(variables),
            PullRequestNumber = number,
            PullRequestLink = page is not null && number is not null ? $"{page}/{(IsGitHub(variables) ? "pull" : "pullrequest")}/{number}" : null,
            Commit = commit,
            CommitLink = page is not null && commit is not null ? $"{page}/commit/{Uri.EscapeDataString(commit)}" : null,
            Branch = Branch(variables),
            RunLink = collection is not null && project is not null && variables.Number("BUILD_BUILDID") is { } build
                ? $"{collection}/{project}/_build/results?buildId={build}"
                : null,
            // The build's number is a text that each team forms for itself; its id only ever grows.
            RunNumber = variables.Number("BUILD_BUILDID") ?? 0,
            RunAttempt = (int)Math.Min(Math.Max(variables.Number("SYSTEM_JOBATTEMPT") ?? 0, variables.Number("SYSTEM_STAGEATTEMPT") ?? 0), int.MaxValue),
            IsFork = variables.IsTrue("SYSTEM_PULLREQUEST_ISFORK"),
            TemporaryFolder = variables["AGENT_TEMPDIRECTORY"],
            ArtifactFolder = variables["BUILD_ARTIFACTSTAGINGDIRECTORY"],
            ServerAddress = collection,
            ApiAddress = collection is not null && project is not null ? $"{collection}/{project}/_apis" : null,
        };
    }

    /// <summary>Where the API finds the pull request; null when there is none or when it is GitHub's.</summary>
    public static AzurePullRequest? PullRequest(AgentVariables variables, CiFacts facts) =>
        IsAzureRepos(variables)
        && facts is { PullRequestNumber: { } number, ServerAddress: { } collection }
        && variables["SYSTEM_TEAMPROJECT"] is { } project
        && variables["BUILD_REPOSITORY_ID"] is { } repository
            ? new AzurePullRequest(collection, project, repository, number)
            {
                RepositoryName = variables["BUILD_REPOSITORY_NAME"],
                Page = facts.PullRequestLink,
            }
            : null;

    private static string? RepositoryName(AgentVariables variables) =>
        (variables["BUILD_REPOSITORY_NAME"], variables["SYSTEM_TEAMPROJECT"]) switch
        {
            ({ } name, { } project) when IsAzureRepos(variables) => $"{project}/{name}",
            ({ } name, _) => name,
            _ => null,
        };

    // GitHub's id of a pull request is another number than the one that people know. A run that was queued by hand has
    // neither variable, but is on the pull request's own reference.
    private static int? PullRequestNumber(AgentVariables variables)
    {
        var number = variables.Number("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER")
            ?? (IsGitHub(variables) ? null : variables.Number("SYSTEM_PULLREQUEST_PULLREQUESTID"))
            ?? NumberIn(variables["BUILD_SOURCEBRANCH"]);
        return number is > 0 and <= int.MaxValue ? (int)number : null;
    }

    private static long? NumberIn(string? reference) =>
        reference is not null && reference.StartsWith(PullRequestPrefix, StringComparison.Ordinal)
        && long.TryParse(reference.AsSpan(PullRequestPrefix.Length, Math.Max(0, reference.IndexOf('/', PullRequestPrefix.Length) - PullRequestPrefix.Length)), out var number)
            ? number
            : null;

    private static string? Branch(AgentVariables variables)
    {
        if (variables["SYSTEM_PULLREQUEST_SOURCEBRANCH"] is { } source)
        {
            // Documented in its long form, found in the short one as well.
            return source.StartsWith(BranchPrefix, StringComparison.Ordinal) ? source[BranchPrefix.Length..] : source;
        }

        return variables["BUILD_SOURCEBRANCH"] is { } branch && branch.StartsWith(BranchPrefix, StringComparison.Ordinal) ? branch[BranchPrefix.Length..] : null;
    }

    private static string? RepositoryPage(AgentVariables variables, string? collection, string? project)
    {
        if (WebAddress(variables["BUILD_REPOSITORY_URI"]) is { } page)
        {
            return IsGitHub(variables) && page.EndsWith(".git", StringComparison.Ordinal) ? page[..^4] : page;
        }

        return IsAzureRepos(variables) && collection is not null && project is not null && variables["BUILD_REPOSITORY_NAME"] is { } name
            ? $"{collection}/{project}/_git/{Uri.EscapeDataString(name)}"
            : null;
    }

    // The address of a repository in Azure Repos carries the organization as a user name; nobody's page needs one.
    private static string? WebAddress(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") && uri.Host.Length > 0
            ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/')
            : null;
}
