namespace MobileDist.GitHub;

/// <summary>The calls about deployments of one environment.</summary>
internal sealed class DeploymentApi(GitHubApi api, string repository, string environment)
{
    private const int Tries = 3;

    private string Deployments => $"repos/{repository}/deployments";

    /// <summary>The latest first.</summary>
    public async Task<List<DeploymentResource>> ListAsync(CancellationToken cancellationToken)
    {
        var path = $"{Deployments}?environment={Uri.EscapeDataString(environment)}&per_page=100";
        var all = await api.ListAsync(path, GitHubJson.Default.DeploymentResourceArray, cancellationToken);
        return [.. all.OrderByDescending(deployment => deployment.Id)];
    }

    /// <summary>Makes one. After a lost answer it looks whether there is one of the same run before it asks again.</summary>
    public async Task<DeploymentResource> CreateAsync(DeploymentDraft draft, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await api.WriteAsync(
                HttpMethod.Post, Deployments, draft, GitHubJson.Default.DeploymentDraft, GitHubJson.Default.DeploymentResource, cancellationToken);
            if (answer is not GitHubAnswer<DeploymentResource>.Lost || attempt == Tries)
            {
                return answer.OrThrow();
            }

            var made = (await ListAsync(cancellationToken)).Find(
                deployment => deployment.Run == draft.Payload.Run && string.Equals(deployment.Sha, draft.Ref, StringComparison.Ordinal));
            if (made is not null)
            {
                return made;
            }
        }
    }

    /// <summary>The latest step; null before the first.</summary>
    public async Task<DeploymentStatusResource?> StatusAsync(long id, CancellationToken cancellationToken)
    {
        var all = await api.ListAsync($"{Deployments}/{id}/statuses?per_page=100", GitHubJson.Default.DeploymentStatusResourceArray, cancellationToken);
        return all.MaxBy(status => status.Id);
    }

    /// <summary>Makes the step the latest one, unless it is already.</summary>
    /// <returns>False when it was.</returns>
    public async Task<bool> EnsureStatusAsync(long id, DeploymentStatusDraft draft, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (IsSame(await StatusAsync(id, cancellationToken), draft))
            {
                return attempt > 1;
            }

            var answer = await api.WriteAsync(
                HttpMethod.Post, $"{Deployments}/{id}/statuses", draft, GitHubJson.Default.DeploymentStatusDraft, GitHubJson.Default.DeploymentStatusResource, cancellationToken);
            if (answer is not GitHubAnswer<DeploymentStatusResource>.Lost || attempt == Tries)
            {
                answer.OrThrow();
                return true;
            }
        }
    }

    // GitHub leaves an address empty where none was given.
    private static bool IsSame(DeploymentStatusResource? status, DeploymentStatusDraft draft) => status is not null
        && string.Equals(status.State, draft.State, StringComparison.Ordinal)
        && string.Equals(status.EnvironmentUrl ?? "", draft.EnvironmentUrl ?? "", StringComparison.Ordinal)
        && string.Equals(status.LogUrl ?? "", draft.LogUrl ?? "", StringComparison.Ordinal);
}
