namespace MobileDist.Testing;

/// <summary>The services' own descriptions, which lie beside the repository and never in it.</summary>
public static class SharedSpecs
{
    private const string FolderVariable = "MOBILEDIST_SPECS";

    /// <summary>
    /// The description's path, in <c>../shared/specs</c> or where <c>MOBILEDIST_SPECS</c> says; where it is not there the
    /// test is left out, and says so.
    /// </summary>
    public static string Require(string fileName)
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named ? named : RepositoryRoot.Combine("..", "shared", "specs");
        var path = Path.GetFullPath(Path.Combine(folder, fileName));
        if (!File.Exists(path))
        {
            Assert.Ignore($"The description '{fileName}' is not in '../shared/specs' beside the repository; it belongs to its publisher and is not shipped with it.");
        }

        return path;
    }
}
