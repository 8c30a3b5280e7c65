namespace MobileDist.AzureDevOps;

/// <summary>Where the API finds a pull request of Azure Repos.</summary>
/// <param name="Collection">
/// The organization or collection: <c>https://dev.azure.com/acme</c>, <c>https://tfs.example.com/tfs/DefaultCollection</c>.
/// </param>
/// <param name="Project">The project's name or id, not escaped.</param>
/// <param name="RepositoryId">The repository's id or name, not escaped.</param>
/// <param name="Number">The pull request's id.</param>
public sealed record AzurePullRequest(string Collection, string Project, string RepositoryId, int Number)
{
    /// <summary>For messages.</summary>
    public string? RepositoryName { get; init; }

    /// <summary>The pull request's page, where it is known.</summary>
    public string? Page { get; init; }

    /// <summary>The address below which threads and attachments are, without a slash at its end.</summary>
    internal string ApiAddress =>
        $"{Collection.TrimEnd('/')}/{Uri.EscapeDataString(Project)}/_apis/git/repositories/{Uri.EscapeDataString(RepositoryId)}/pullRequests/{Number}";

    /// <summary>The page, or where the service has it by its own rule.</summary>
    internal string PageAddress =>
        Page ?? $"{Collection.TrimEnd('/')}/{Uri.EscapeDataString(Project)}/_git/{Uri.EscapeDataString(RepositoryName ?? RepositoryId)}/pullrequest/{Number}";
}
