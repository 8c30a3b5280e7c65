using Cake.Core;

namespace MobileDist.Build;

/// <summary>Builds the solution and runs every test project in it, one after the other.</summary>
public sealed class SolutionTests(DotNetCli dotnet, RunOutcome outcome)
{
    private const string Configuration = "Release";

    /// <param name="repository">Whose tests to run.</param>
    /// <param name="filter">A filter of <c>dotnet test</c>; null for all tests.</param>
    /// <param name="cancellationToken">Ends the tests that are running.</param>
    /// <exception cref="CakeException">A test failed, or a project ran none; all are named.</exception>
    /// <exception cref="DistributionException">The solution does not build.</exception>
    public async Task RunAsync(RepositoryLayout repository, string? filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(repository);
        var projects = Projects(repository.Tests);
        await BuildAsync(repository, cancellationToken);
        if (Directory.Exists(repository.TestResults))
        {
            Directory.Delete(repository.TestResults, recursive: true);
        }

        var results = new List<TestProjectResult>();
        foreach (var project in projects)
        {
            results.Add(await RunAsync(repository, project, filter, cancellationToken));
            outcome.LastLine = Sum(results).ToString();
        }

        Judge(results, filter);
    }

    internal static void Judge(IReadOnlyList<TestProjectResult> results, string? filter)
    {
        var problems = results.Select(result => result.Problem(filter is not null)).OfType<string>().ToList();
        if (problems.Count > 0)
        {
            throw new CakeException($"The tests did not pass: {string.Join("; ", problems)}.");
        }

        if (Sum(results).Ran == 0)
        {
            throw new CakeException((int)ExitCode.Settings, $"No test matches the filter '{filter}'.");
        }
    }

    private static TestTotals Sum(IEnumerable<TestProjectResult> results) =>
        results.Aggregate(default(TestTotals), (sum, result) => sum.Plus(result.Totals ?? default));

    private static List<string> Projects(string folder)
    {
        var projects = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.Tests.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList() : [];
        return projects.Count > 0 ? projects : throw HostFaults.NoTestProjects(folder);
    }

    private async Task BuildAsync(RepositoryLayout repository, CancellationToken cancellationToken)
    {
        var exitCode = await dotnet.RunAsync(repository.Folder, ["build", repository.Solution, "--configuration", Configuration, "--verbosity", "quiet", "-clp:NoSummary"], cancellationToken);
        if (exitCode != 0)
        {
            throw HostFaults.BuildFailed("The solution", exitCode);
        }
    }

    // The built assembly instead of the project: MSBuild has nothing more to say, and would take seconds to say it.
    private async Task<TestProjectResult> RunAsync(RepositoryLayout repository, string project, string? filter, CancellationToken cancellationToken)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var assembly = Path.Combine(Path.GetDirectoryName(project)!, "bin", Configuration, $"net{Environment.Version.Major}.0", name + ".dll");
        var results = Path.Combine(repository.TestResults, name + ".trx");
        string[] command = ["test", assembly, "--nologo", "--logger", $"trx;LogFileName={Path.GetFileName(results)}", "--results-directory", repository.TestResults];
        var exitCode = await dotnet.RunAsync(repository.Folder, filter is null ? command : [.. command, "--filter", filter], cancellationToken);
        return new TestProjectResult(name, TestResultFile.Read(results), exitCode);
    }
}
