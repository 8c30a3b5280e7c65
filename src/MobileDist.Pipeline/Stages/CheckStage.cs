using MobileDist.Packages;
using MobileDist.Pipeline.Building;
using MobileDist.Pipeline.Publishing;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Signing;

namespace MobileDist.Pipeline.Stages;

/// <summary>Finds out everything that can be known before anything expensive, and tells it in one go.</summary>
internal sealed class CheckStage : IReleaseStage
{
    public StageName Name => StageName.Check;

    public async Task<Release> RunAsync(Release release, StageContext context, CancellationToken cancellationToken)
    {
        var work = new StageWork(Name, release, context);
        var errors = new List<DistributionException>();
        Leftovers.Delete(context.FolderOf(release));
        await CheckKeyAsync(release.Settings.Signing, work, errors, context, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var found = CheckPackage(release.Settings, work, errors, context);
        await CheckChannelsAsync(release.Settings, errors, context, cancellationToken);
        if (errors.Count > 0)
        {
            // Settings that are wrong come first: what follows from them may be gone once they are right.
            var exitCode = errors.Any(error => error.ExitCode == ExitCode.Settings) ? ExitCode.Settings : errors[0].ExitCode;
            throw new DistributionException(exitCode, errors.SelectMany(error => error.Faults), errors[0].InnerException);
        }

        return work.Done(found, null, record => record);
    }

    private static async Task CheckKeyAsync(SigningSettings signing, StageWork work, List<DistributionException> errors, StageContext context, CancellationToken cancellationToken)
    {
        try
        {
            using var key = await KeyOpener.OpenAsync(signing, context.Clock, make: false, cancellationToken);
            if (key is null)
            {
                work.Inform("A throw-away key will be made.");
                return;
            }

            foreach (var warning in KeyOpener.Inspect(key, context.Clock))
            {
                work.Warn(warning);
            }

            work.Inform($"Signs with '{key.Identity.Alias}' from '{key.Source}', certificate {key.Identity.CertificateDigest[..16]}….");
        }
        catch (DistributionException error)
        {
            errors.Add(error);
        }
    }

    private static async Task CheckChannelsAsync(ReleaseSettings settings, List<DistributionException> errors, StageContext context, CancellationToken cancellationToken)
    {
        foreach (var channel in ChannelSet.For(settings))
        {
            try
            {
                await channel.CheckAsync(context, cancellationToken);
            }
            catch (DistributionException error)
            {
                errors.Add(error);
            }
        }
    }

    private static string CheckPackage(ReleaseSettings settings, StageWork work, List<DistributionException> errors, StageContext context)
    {
        if (settings.Build is { } build)
        {
            if (BuildEnvironment.MissingProgram(build, context.Environment) is not { } program)
            {
                return "Ready to build.";
            }

            work.Skip($"The build needs '{program}', which is not on the PATH; the package that is there will be taken.");
        }

        try
        {
            switch (PackageFinder.Find(settings.Package))
            {
                case PackageFinding.Found found:
                    var info = PackageReader.Read(found.FullPath);
                    PackageCheck.Inspect(info, work);
                    return $"{info.Label} {ResultTable.VersionOf(PackageFacts.Of(info))}, {info.Identifier}, from '{Path.GetFileName(found.FullPath)}'.";
                case PackageFinding.NotFound notFound:
                    errors.Add(new DistributionException(ExitCode.Settings, notFound.Fault));
                    break;
            }
        }
        catch (DistributionException error)
        {
            errors.Add(error);
        }

        return "";
    }
}
