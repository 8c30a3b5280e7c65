namespace MobileDist.Build;

/// <summary>
/// The Azure DevOps extension: the folder <c>azure-devops</c>, with what its task starts put into the task's own folder,
/// for that folder is all that an agent gets.
/// </summary>
internal static class AzureExtension
{
    private const string TaskFolder = "MobileDist";

    /// <summary>Puts the extension's files together.</summary>
    /// <param name="repository">The sources.</param>
    /// <param name="prebuilt">Folder with the prebuilt host and its manifest.</param>
    /// <param name="target">The folder to make.</param>
    public static void Stage(RepositoryLayout repository, string prebuilt, string target)
    {
        var source = Path.Combine(repository.Folder, "azure-devops");
        var task = Path.Combine(target, TaskFolder);
        Copy(Path.Combine(source, TaskFolder), task);
        Copy(Path.Combine(source, "images"), Path.Combine(target, "images"));
        Copy(Path.Combine(repository.Folder, "action", "shim"), Path.Combine(task, "shim"));
        Copy(Path.Combine(prebuilt, PrebuiltHost.FolderName), Path.Combine(task, PrebuiltHost.FolderName));
        File.Copy(Path.Combine(prebuilt, PrebuiltHost.ManifestName), Path.Combine(task, PrebuiltHost.ManifestName));
        foreach (var name in (string[])["vss-extension.json", "overview.md"])
        {
            File.Copy(Path.Combine(source, name), Path.Combine(target, name));
        }
    }

    /// <summary>Packs a staged extension.</summary>
    /// <returns>The package's path.</returns>
    /// <exception cref="DistributionException">It did not become a package, or the packager warned.</exception>
    public static async Task<string> PackAsync(NodeTool tfx, string staged, string target, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(target);
        foreach (var old in Directory.EnumerateFiles(target, "*.vsix").ToList())
        {
            File.Delete(old);
        }

        var lines = new List<string>();
        string[] arguments = ["extension", "create", "--root", staged, "--manifest-globs", "vss-extension.json", "--output-path", target, "--no-color", "--no-prompt"];
        var exitCode = await tfx.RunAsync(staged, arguments, lines.Add, cancellationToken);

        // What is wrong with a task.json is only warned of, with exit code 0; the marketplace would refuse it later.
        var made = Directory.EnumerateFiles(target, "*.vsix").ToList();
        if (exitCode != 0 || made.Count != 1 || lines.Exists(line => line.Contains("warning:", StringComparison.OrdinalIgnoreCase)))
        {
            made.ForEach(File.Delete);
            throw HostFaults.ExtensionFailed(exitCode, lines);
        }

        return made[0];
    }

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
