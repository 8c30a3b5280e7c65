namespace MobileDist.Testing;

/// <summary>
/// What platforms publish about themselves or are known to render with: <c>tests/platform-files.tsv</c> pins it,
/// <c>tests/fetch-npm-files.sh</c> gets it.
/// </summary>
public static class PlatformFiles
{
    /// <summary>The file's path; where it is not there the test ends as it does without a <see cref="Peer"/>.</summary>
    public static string Require(string name)
    {
        var path = RepositoryRoot.Combine("artifacts", "platform-files", name);
        if (!File.Exists(path))
        {
            Peer.Missing($"'{name}' is not in artifacts/platform-files; tests/fetch-npm-files.sh gets it.");
        }

        return path;
    }
}
