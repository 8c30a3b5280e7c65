namespace MobileDist.GitHub;

/// <summary>The calls about releases.</summary>
internal sealed class ReleaseApi(GitHubApi api, string repository)
{
    private const int Tries = 3;

    public async Task<RepositoryResource> RepositoryAsync(CancellationToken cancellationToken) =>
        (await api.GetAsync(api.At($"repos/{repository}"), GitHubJson.Default.RepositoryResource, cancellationToken)).OrThrow();

    /// <summary>
    /// Whether somebody without an account is shown the repository. A company's own server may ask everybody for a login,
    /// whatever the repository says of itself.
    /// </summary>
    public async Task<bool> IsShownToAllAsync(CancellationToken cancellationToken)
    {
        var question = new GitHubRequest(HttpMethod.Get, api.At($"repos/{repository}")) { IsAnonymous = true };
        return await api.SendAsync(question, GitHubJson.Default.RepositoryResource, cancellationToken)
            is not GitHubAnswer<RepositoryResource>.Failed { Failure.Kind: GitHubFailureKind.BadToken or GitHubFailureKind.NoPermission or GitHubFailureKind.Missing or GitHubFailureKind.Moved };
    }

    /// <summary>The release; null when there is none.</summary>
    public async Task<ReleaseResource?> FindAsync(string tag, CancellationToken cancellationToken) =>
        await api.GetAsync(api.At($"repos/{repository}/releases/tags/{tag}"), GitHubJson.Default.ReleaseResource, cancellationToken) switch
        {
            GitHubAnswer<ReleaseResource>.Failed { Failure.Kind: GitHubFailureKind.Missing } => null,
            var answer => answer.OrThrow(),
        };

    /// <summary>The release, made when it is missing. Another job may make it at the same time; then theirs is ours.</summary>
    public async Task<ReleaseResource> EnsureAsync(ReleaseDraft draft, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await FindAsync(draft.TagName!, cancellationToken) is { } known)
            {
                return known;
            }

            var answer = await api.WriteAsync(
                HttpMethod.Post, $"repos/{repository}/releases", draft, GitHubJson.Default.ReleaseDraft, GitHubJson.Default.ReleaseResource, cancellationToken);
            var isUnclear = answer is GitHubAnswer<ReleaseResource>.Lost or GitHubAnswer<ReleaseResource>.Failed { Failure.Kind: GitHubFailureKind.AlreadyExists };
            if (!isUnclear || attempt == Tries)
            {
                return answer.OrThrow();
            }
        }
    }

    /// <summary>Changes the text; whether it did shows when it is read again.</summary>
    public async Task DescribeAsync(long id, string body, CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync(
            HttpMethod.Patch, $"repos/{repository}/releases/{id}", new ReleaseDraft { Body = body }, GitHubJson.Default.ReleaseDraft, GitHubJson.Default.ReleaseResource, cancellationToken);
        if (answer is not GitHubAnswer<ReleaseResource>.Lost)
        {
            answer.OrThrow();
        }
    }

    public Task<List<AssetResource>> AssetsAsync(long id, CancellationToken cancellationToken) =>
        api.ListAsync($"repos/{repository}/releases/{id}/assets?per_page=100", GitHubJson.Default.AssetResourceArray, cancellationToken);

    /// <summary>Uploads under the pending name. What a broken run left there is used when it is whole, and replaced otherwise.</summary>
    public async Task<AssetResource> UploadAsync(ReleaseResource release, ReleaseFile file, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await PendingAsync(release, file, attempt == 0 ? file.IsIn : file.Arrived, cancellationToken) is { } whole)
            {
                return whole;
            }

            var answer = await api.SendAsync(Upload(release, file, progress), GitHubJson.Default.AssetResource, cancellationToken);
            var isUnclear = answer is GitHubAnswer<AssetResource>.Lost or GitHubAnswer<AssetResource>.Failed { Failure.Kind: GitHubFailureKind.AlreadyExists };
            if (!isUnclear && answer.OrThrow() is var asset && file.Arrived(asset))
            {
                return asset;
            }
        }

        return await PendingAsync(release, file, file.Arrived, cancellationToken) ?? throw GitHubFaults.UploadIncomplete(file.Name, repository);
    }

    /// <summary>Gives a whole file its name. What had the name goes first, because GitHub knows no replacing.</summary>
    public async Task PutInPlaceAsync(ReleaseResource release, AssetResource pending, ReleaseFile file, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            foreach (var old in (await AssetsAsync(release.Id, cancellationToken)).Where(asset => asset.Id != pending.Id && string.Equals(asset.Name, file.Name, StringComparison.Ordinal)))
            {
                await DeleteAsync($"releases/assets/{old.Id}", cancellationToken);
            }

            var answer = await api.WriteAsync(
                HttpMethod.Patch, $"repos/{repository}/releases/assets/{pending.Id}", new AssetDraft(file.Name, file.Label), GitHubJson.Default.AssetDraft, GitHubJson.Default.AssetResource, cancellationToken);
            if (answer is not GitHubAnswer<AssetResource>.Lost || attempt == Tries)
            {
                answer.OrThrow();
                return;
            }
        }
    }

    /// <summary>Deletes what is at the path. After a lost answer it asks once more, and "not there" then means that it worked.</summary>
    /// <returns>False when it was not there.</returns>
    public async Task<bool> DeleteAsync(string path, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            switch (await api.DeleteAsync($"repos/{repository}/{path}", cancellationToken))
            {
                case GitHubAnswer<GitHubErrorBody>.Lost when attempt < Tries:
                    continue;
                case GitHubAnswer<GitHubErrorBody>.Failed { Failure.Kind: GitHubFailureKind.Missing }:
                    return attempt > 1;
                case var answer:
                    answer.OrThrow();
                    return true;
            }
        }
    }

    private async Task<AssetResource?> PendingAsync(ReleaseResource release, ReleaseFile file, Func<AssetResource, bool> isWhole, CancellationToken cancellationToken)
    {
        var there = (await AssetsAsync(release.Id, cancellationToken)).Find(asset => string.Equals(asset.Name, file.PendingName, StringComparison.Ordinal));
        if (there is null || isWhole(there))
        {
            return there;
        }

        await DeleteAsync($"releases/assets/{there.Id}", cancellationToken);
        return null;
    }

    private GitHubRequest Upload(ReleaseResource release, ReleaseFile file, IProgress<WorkProgress>? progress)
    {
        var template = release.UploadUrl ?? "";
        var address = api.UploadAddress(template.Split('{')[0])
            ?? throw new GitHubRefusedException(new GitHubFailure(GitHubFailureKind.Refused, $"GitHub wants uploads at '{PlainText.Clean(template)}', which is not its own address."));
        var query = $"name={Uri.EscapeDataString(file.PendingName)}&label={Uri.EscapeDataString(file.Label)}";
        return new GitHubRequest(HttpMethod.Post, new UriBuilder(address) { Query = query }.Uri)
        {
            Content = () => new FileContent(file.Path, file.Size, file.ContentType, progress),
        };
    }
}
