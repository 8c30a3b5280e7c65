namespace MobileDist.Benchmarks;

/// <summary>Finds programs on the PATH.</summary>
internal static class Programs
{
    /// <summary>All of them, by name.</summary>
    /// <exception cref="DistributionException">Some are missing; all of those are named.</exception>
    public static IReadOnlyDictionary<string, string> Find(params string[] names)
    {
        var found = names.ToDictionary(name => name, OnPath, StringComparer.Ordinal);
        var missing = names.Where(name => found[name] is null).ToArray();
        return missing.Length == 0 ? found.ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal) : throw BenchmarkFaults.PeersMissing(missing);
    }

    private static string? OnPath(string name)
    {
        string[] suffixes = OperatingSystem.IsWindows() ? [".exe", ".bat", ".cmd"] : [""];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return (from folder in folders
                from suffix in suffixes
                let path = Path.Combine(folder, name + suffix)
                where File.Exists(path)
                select path).FirstOrDefault();
    }
}
