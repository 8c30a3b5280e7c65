namespace MobileDist.Benchmarks;

/// <summary>A program of this repository, published as the product is: framework-dependent, ReadyToRun, started by <c>dotnet</c>.</summary>
internal static class PublishedProgram
{
    /// <summary>Publishes it out of the repository; gives its assembly's path.</summary>
    public static async Task<string> PublishAsync(MeasuredProcess processes, string dotnet, string root, string project, CancellationToken ct)
    {
        var output = Path.Combine(root, "artifacts", "benchmarks", project);
        string[] arguments =
        [
            "publish", Path.Combine(root, "benchmarks", project), "--configuration", "Release", "--output", output,
            "--use-current-runtime", "--self-contained", "false", "-p:PublishReadyToRun=true", "-p:RunAnalyzers=false", "--nologo", "--verbosity", "quiet",
        ];

        // MSBuild's nodes outlive it otherwise, with our pipes open.
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["MSBUILDDISABLENODEREUSE"] = "1" };
        await processes.RunAsync(dotnet, arguments, environment, ct);
        return Path.Combine(output, $"{project}.dll");
    }
}
