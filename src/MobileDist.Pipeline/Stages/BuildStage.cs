using MobileDist.Packages;
using MobileDist.Packages.Apple;
using MobileDist.Pipeline.Building;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Settings;

namespace MobileDist.Pipeline.Stages;

/// <summary>
/// Runs the build command, or takes the package that is there, and copies it into the release's folder: what is signed
/// later is what was found now, and the folder alone is enough to go on elsewhere.
/// </summary>
internal sealed class BuildStage : IReleaseStage
{
    private const int LinesInFault = 20;

    // Some file systems keep times in steps of two seconds.
    private static readonly TimeSpan TimeStep = TimeSpan.FromSeconds(2);

    public StageName Name => StageName.Build;

    public async Task<Release> RunAsync(Release release, StageContext context, CancellationToken cancellationToken)
    {
        var work = new StageWork(Name, release, context);
        var settings = release.Settings;
        if (settings.Build is not { } build)
        {
            return await TakeAsync(work, release, Find(settings.Package), null, context, cancellationToken);
        }

        var inputs = InputsOf(build, context);
        if (await CanTakeOverAsync(release, inputs, context, cancellationToken))
        {
            return work.TakenOver($"Built by an earlier run on commit {context.Facts.Commit}; taken over.");
        }

        if (BuildEnvironment.MissingProgram(build, context.Environment) is { } program)
        {
            work.Skip($"The build needs '{program}', which is not on the PATH; the package that is there is taken.");
            return await TakeAsync(work, release, Find(settings.Package), null, context, cancellationToken);
        }

        var started = context.Clock.GetUtcNow();
        await BuildAsync(build, work, context, cancellationToken);
        var package = Find(build.Output);
        if (LastWrite(package) < started.UtcDateTime - TimeStep)
        {
            work.Warn(PipelineFaults.PackageOlderThanBuild(package));
        }

        return await TakeAsync(work, release, package, inputs, context, cancellationToken);
    }

    private static async Task BuildAsync(BuildSettings build, StageWork work, StageContext context, CancellationToken cancellationToken)
    {
        var tail = new OutputTail(LinesInFault);
        var command = new ShellCommand(build.Command, build.Directory, BuildEnvironment.For(build, context.Environment, context.Redactor), build.Timeout);
        work.Inform($"Running '{build.Command}'.");
        var outcome = await command.RunAsync(
            line =>
            {
                var shown = context.Redactor.Redact(line);
                tail.Add(shown);
                work.Output(shown);
            },
            context.Clock,
            cancellationToken);
        switch (outcome)
        {
            case ShellOutcome.TimedOut:
                throw new DistributionException(ExitCode.BuildFailed, PipelineFaults.BuildTimedOut(build, tail.ToString()));
            case ShellOutcome.Exited { Code: not 0 } exited:
                throw new DistributionException(ExitCode.BuildFailed, PipelineFaults.BuildFailed(build, exited.Code, tail.ToString()));
        }
    }

    private static async Task<Release> TakeAsync(StageWork work, Release release, string package, string? inputs, StageContext context, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(context.FolderOf(release), "built");
        var ending = release.Settings.Platform == AppPlatform.Ios ? ".ipa" : Path.GetExtension(package).ToLowerInvariant();
        var target = Path.Combine(folder, SafeFileName.Of(Path.GetFileNameWithoutExtension(package)) + ending);
        var name = Path.GetFileName(package);
        if (inputs is null && File.Exists(package) && await IsSameAsync(release, package, context, cancellationToken))
        {
            return work.TakenOver($"'{name}' is unchanged since an earlier run; taken over.");
        }

        using var pending = PendingFile.For(target);
        var digest = await CopyAsync(package, pending.FullPath, context, cancellationToken);
        if (inputs is null && release.Receipt.Build is { IsDone: true, Outputs: [var output] } && string.Equals(digest, output.Sha256, StringComparison.Ordinal)
            && await RecordedFiles.IsIntactAsync(context.OutputFolder, output, context.Progress, cancellationToken))
        {
            return work.TakenOver($"'{name}' is unchanged since an earlier run; taken over.");
        }

        var info = PackageReader.Read(pending.FullPath);
        DeleteOthers(folder, pending);
        pending.Commit();
        return work.Done(
            $"{info.Label} {ResultTable.VersionOf(PackageFacts.Of(info))}, {info.Identifier}.",
            inputs ?? digest,
            record => record with
            {
                Outputs = [RecordedFiles.Record(context.OutputFolder, target, digest)],
                Package = PackageFacts.Of(info),
            });
    }

    // Before the new one is there: where case does not count, a name that differs in nothing else is that of the new one.
    private static void DeleteOthers(string folder, PendingFile pending)
    {
        string[] kept = [Path.GetFileName(pending.FullPath), Path.GetFileName(pending.Target)];
        foreach (var other in Directory.GetFiles(folder).Where(path => !kept.Contains(Path.GetFileName(path), StringComparer.Ordinal)))
        {
            File.Delete(other);
        }
    }

    // Xcode builds folders; from here on everything is one file.
    private static async Task<string> CopyAsync(string package, string target, StageContext context, CancellationToken cancellationToken)
    {
        if (File.Exists(package))
        {
            return await FileDigest.CopyAsync(package, target, context.Progress, cancellationToken);
        }

        await IpaAssembly.AssembleAsync(package, target, cancellationToken);
        return await FileDigest.ComputeAsync(target, context.Progress, cancellationToken);
    }

    // A finished run is over: the next one builds again. After a broken one the package is taken over only where the platform
    // says that it is the same run (another job or another attempt) on the same commit; a folder on somebody's own machine
    // may hold anything.
    private static async Task<bool> CanTakeOverAsync(Release release, string inputs, StageContext context, CancellationToken cancellationToken) =>
        context.Facts.Commit is not null
        && release.Receipt is { IsComplete: false, Build: { IsDone: true } record }
        && string.Equals(record.Inputs, inputs, StringComparison.Ordinal)
        && record.Outputs is [var output]
        && await RecordedFiles.IsIntactAsync(context.OutputFolder, output, context.Progress, cancellationToken);

    private static async Task<bool> IsSameAsync(Release release, string package, StageContext context, CancellationToken cancellationToken) =>
        release.Receipt.Build is { IsDone: true, Outputs: [var output] }
        && new FileInfo(package).Length == output.Size
        && string.Equals(await FileDigest.ComputeAsync(package, context.Progress, cancellationToken), output.Sha256, StringComparison.Ordinal)
        && await RecordedFiles.IsIntactAsync(context.OutputFolder, output, context.Progress, cancellationToken);

    // A folder keeps its time when something deep in it is written again; Xcode always writes Info.plist anew.
    private static DateTime LastWrite(string package)
    {
        var properties = Path.Combine(package, "Info.plist");
        return File.GetLastWriteTimeUtc(File.Exists(properties) ? properties : package);
    }

    private static string InputsOf(BuildSettings build, StageContext context) => Fingerprint.Of(
        [
            ("command", build.Command),
            ("commit", context.Facts.Commit),
            ("run", $"{context.Facts.RunNumber}"),
            .. build.Output.Patterns.Select(pattern => ("package", (string?)pattern)),
            .. build.Environment.Select(variable => ("environment", (string?)variable.Key)),
        ]);

    private static string Find(PackageSource source) => PackageFinder.Find(source) switch
    {
        PackageFinding.Found found => found.FullPath,
        PackageFinding.NotFound notFound => throw new DistributionException(ExitCode.Settings, notFound.Fault),
        _ => throw new InvalidOperationException("A package is found or it is not."),
    };
}
