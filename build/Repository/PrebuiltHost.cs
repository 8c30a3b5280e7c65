using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MobileDist.Build;

/// <summary>
/// The host as a release of the action and the Azure DevOps extension carry it: one build for every system (IL only),
/// and beside it a file with the hash of each of its files, which the doors check before they start it.
/// </summary>
internal static class PrebuiltHost
{
    public const string FolderName = "host";

    public const string ManifestName = "host.sha256";

    /// <summary>Publishes the host into <c>target/host</c>.</summary>
    /// <exception cref="DistributionException">It does not build.</exception>
    public static async Task PublishAsync(RepositoryLayout repository, string target, Action<string> onLine, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(target, FolderName);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        using var work = PrivateFolder.Create();
        var lines = new List<string>();
        string[] command =
        [
            "publish", repository.HostProject, "--configuration", "Release", "--output", folder, "--artifacts-path", work.FullPath,
            "-p:DebugType=embedded", "-p:GenerateDocumentationFile=false", "-p:RunAnalyzers=false", "--verbosity", "quiet",
        ];
        var exitCode = await DotNetProcess.RunAsync(repository.Folder, command, lines.Add, cancellationToken);
        if (exitCode != 0)
        {
            lines.ForEach(onLine);
            throw HostFaults.BuildFailed("The prebuilt host", exitCode);
        }

        WriteManifest(target);
    }

    /// <summary>Writes the hashes of all files under <c>target/host</c>, as <c>sha256sum --check</c> reads them there.</summary>
    public static void WriteManifest(string target)
    {
        var folder = Path.Combine(target, FolderName);
        var files = Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Path: path, Name: Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')))
            .OrderBy(file => file.Name, StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var (path, name) in files)
        {
            using var content = File.OpenRead(path);
            text.Append(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(SHA256.HashData(content))}  {name}\n");
        }

        PendingFile.WriteAllText(Path.Combine(target, ManifestName), text.ToString());
    }
}
