using MobileDist.Build;
using MobileDist.Testing;

namespace MobileDist.Doors.Tests;

/// <summary>The host as this build made it, put together once as a release carries it.</summary>
[SetUpFixture]
public sealed class Prebuilt
{
    private static TestFolder? _folder;

    /// <summary>Holds <c>host/</c> and <c>host.sha256</c>. Never write there.</summary>
    public static string FullPath => _folder!.FullPath;

    [OneTimeSetUp]
    public void PutTogether()
    {
        // .../tests/MobileDist.Doors.Tests/bin/CONFIGURATION/net10.0/
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var built = RepositoryRoot.Combine("build", "bin", output.Parent!.Name, output.Name);
        _folder = new TestFolder();
        FolderCopy.Make(built, _folder.Combine("host"));
        PrebuiltHost.WriteManifest(_folder.FullPath);
    }

    [OneTimeTearDown]
    public void Remove() => _folder?.Dispose();
}
