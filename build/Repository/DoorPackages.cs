namespace MobileDist.Build;

/// <summary>Makes what a release of the two doors carries: the prebuilt host, and the Azure DevOps extension with it.</summary>
public sealed class DoorPackages(Terminal terminal)
{
    /// <exception cref="DistributionException">The host does not build, or the extension cannot be packaged.</exception>
    public async Task MakeAsync(RepositoryLayout repository, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(repository);
        var prebuilt = Path.Combine(repository.Packages, "action");
        await PrebuiltHost.PublishAsync(repository, prebuilt, terminal.Out.WriteLine, cancellationToken);
        terminal.Out.WriteLine($"{prebuilt} (the prebuilt host of the GitHub Action)");

        if (NodeTool.FindTfx(repository, out var reason) is not { } tfx)
        {
            terminal.Out.WriteLine($"The Azure DevOps extension is skipped: {reason}.");
            return;
        }

        using var work = PrivateFolder.Create();
        var staged = Path.Combine(work.FullPath, "extension");
        AzureExtension.Stage(repository, prebuilt, staged);
        var package = await AzureExtension.PackAsync(tfx, staged, repository.Packages, cancellationToken);
        terminal.Out.WriteLine($"{package} ({new FileInfo(package).Length / 1e6:0.0} MB)");
    }
}
