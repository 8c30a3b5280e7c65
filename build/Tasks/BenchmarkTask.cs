using Cake.Core;
using Cake.Frosting;

namespace MobileDist.Build.Tasks;

[TaskName("Benchmark")]
[TaskDescription("Times signing and uploads against their peers, and the action's start; after -- some of sign, sign-aab, sign-ipa, start, upload.")]
public sealed class BenchmarkTask(DotNetCli dotnet) : AsyncFrostingTask<BuildContext>
{
    public override async Task RunAsync(BuildContext context)
    {
        var repository = RepositoryLayout.For("Benchmark", context);
        if (!File.Exists(repository.BenchmarkProject))
        {
            throw HostFaults.MissingProject(repository.BenchmarkProject);
        }

        string[] build = ["build", repository.BenchmarkProject, "--configuration", "Release", "--verbosity", "quiet", "-clp:NoSummary"];
        if (await dotnet.RunAsync(repository.Folder, build, context.Cancellation) is not 0 and var failed)
        {
            throw HostFaults.BuildFailed("The benchmarks", failed);
        }

        string[] run = ["run", "--project", repository.BenchmarkProject, "--configuration", "Release", "--no-build", "--", .. context.PassedThrough];
        if (await dotnet.RunAsync(repository.Folder, run, context.Cancellation) is not 0 and var exitCode)
        {
            throw new CakeException(exitCode, $"The benchmarks ended with exit code {exitCode}.");
        }
    }
}
