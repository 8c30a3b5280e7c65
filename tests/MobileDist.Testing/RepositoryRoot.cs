namespace MobileDist.Testing;

/// <summary>Paths inside the repository that the tests run from.</summary>
public static class RepositoryRoot
{
    /// <summary>The folder with <c>MobileDistPipeline.sln</c>.</summary>
    public static string FullPath { get; } = Find();

    public static string Combine(params string[] parts) => Path.Combine([FullPath, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MobileDistPipeline.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No MobileDistPipeline.sln above '{AppContext.BaseDirectory}'.");
    }
}
