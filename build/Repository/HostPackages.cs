using System.Reflection;

namespace MobileDist.Build;

/// <summary>
/// Publishes the host for each platform: framework-dependent, compiled ahead of time (ReadyToRun) so that it starts
/// fast. Where the package source lacks the compiler for a platform, the archive holds IL only; it runs the same, starts
/// slower, and this is said.
/// </summary>
public sealed class HostPackages(Terminal terminal)
{
    /// <exception cref="DistributionException">The host does not build.</exception>
    public async Task MakeAsync(RepositoryLayout repository, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(repository);
        var version = typeof(HostPackages).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        using var folder = PrivateFolder.Create();
        foreach (var target in RuntimeTarget.All)
        {
            var isCompiled = await PublishAsync(repository, target, folder.FullPath, cancellationToken);
            var archive = Path.Combine(repository.Packages, target.ArchiveName(version));
            FolderArchive.Write(Path.Combine(folder.FullPath, target.Identifier), archive, target.Format);
            terminal.Out.WriteLine($"{archive} ({new FileInfo(archive).Length / 1e6:0.0} MB{(isCompiled ? "" : ", not compiled ahead of time")})");
        }
    }

    /// <returns>Whether the host was compiled ahead of time.</returns>
    private async Task<bool> PublishAsync(RepositoryLayout repository, RuntimeTarget target, string folder, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        if (await PublishAsync(repository, target, folder, isCompiled: true, lines, cancellationToken) == 0)
        {
            return true;
        }

        if (MissingPacks.In(lines) is not { } missing)
        {
            lines.ForEach(terminal.Out.WriteLine);
            throw HostFaults.BuildFailed($"The host for {target.Identifier}", 1);
        }

        terminal.Error.WriteLine($"warning: {target.Identifier} is not compiled ahead of time, because the package source has no {missing}.");
        lines.Clear();
        if (await PublishAsync(repository, target, folder, isCompiled: false, lines, cancellationToken) is not 0 and var exitCode)
        {
            lines.ForEach(terminal.Out.WriteLine);
            throw HostFaults.BuildFailed($"The host for {target.Identifier}", exitCode);
        }

        return false;
    }

    private static Task<int> PublishAsync(RepositoryLayout repository, RuntimeTarget target, string folder, bool isCompiled, List<string> lines, CancellationToken cancellationToken) =>
        DotNetProcess.RunAsync(
            repository.Folder,
            [
                "publish", repository.HostProject, "--configuration", "Release", "--runtime", target.Identifier, "--no-self-contained",
                "--output", Path.Combine(folder, target.Identifier), "--artifacts-path", Path.Combine(folder, "work"),
                $"-p:PublishReadyToRun={(isCompiled ? "true" : "false")}", "-p:DebugType=embedded", "-p:GenerateDocumentationFile=false", "-p:RunAnalyzers=false", "--verbosity", "quiet",
            ],
            lines.Add,
            cancellationToken);
}
