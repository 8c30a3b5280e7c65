namespace MobileDist.Build;

/// <summary>Where things are in the repository.</summary>
public sealed class RepositoryLayout(string folder)
{
    private const string SolutionName = "MobileDistPipeline.sln";

    public string Folder { get; } = folder;

    public string Solution => Path.Combine(Folder, SolutionName);

    public string HostProject => Path.Combine(Folder, "build", "Build.csproj");

    public string BenchmarkProject => Path.Combine(Folder, "benchmarks", "MobileDist.Benchmarks", "MobileDist.Benchmarks.csproj");

    public string Tests => Path.Combine(Folder, "tests");

    public string TestResults => Path.Combine(Folder, "artifacts", "test-results");

    public string NodeTools => Path.Combine(Folder, "artifacts", "node-tools");

    public string Packages => Path.Combine(Folder, "artifacts", "package");

    /// <summary>The layout for a task that works on the sources.</summary>
    /// <exception cref="DistributionException">The host does not lie in the sources.</exception>
    public static RepositoryLayout For(string target, BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new RepositoryLayout(context.RepositoryFolder ?? throw HostFaults.NoRepository(target));
    }

    /// <summary>The nearest folder with the solution in it, from a folder upwards.</summary>
    internal static string? FindFolder(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SolutionName)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
