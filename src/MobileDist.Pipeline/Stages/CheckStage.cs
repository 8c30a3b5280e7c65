using System.IO.Compression;
using MobileDist.Packages;
using MobileDist.Packages.Apple;
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
        using var signer = await OpenSignerAsync(release.Settings, work, errors, context, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var found = await CheckPackageAsync(release.Settings, signer, work, errors, context, cancellationToken);
        await CheckChannelsAsync(release.Settings, errors, context, cancellationToken);
        if (errors.Count > 0)
        {
            // Settings that are wrong come first: what follows from them may be gone once they are right.
            var exitCode = errors.Any(error => error.ExitCode == ExitCode.Settings) ? ExitCode.Settings : errors[0].ExitCode;
            throw new DistributionException(exitCode, errors.SelectMany(error => error.Faults).Distinct(FaultByText.Instance), errors[0].InnerException);
        }

        return work.Done(found, null, record => record);
    }

    private static async Task<IPackageSigner?> OpenSignerAsync(
        ReleaseSettings settings, StageWork work, List<DistributionException> errors, StageContext context, CancellationToken cancellationToken)
    {
        try
        {
            var signer = await PlatformSigning.For(settings.Platform).OpenAsync(settings, context, make: false, cancellationToken);
            if (signer is null)
            {
                work.Inform("A throw-away key will be made.");
                return null;
            }

            foreach (var warning in signer.Warnings)
            {
                work.Warn(warning);
            }

            work.Inform(signer.Description);
            return signer;
        }
        catch (DistributionException error)
        {
            errors.Add(error);
            return null;
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

    private static async Task<string> CheckPackageAsync(
        ReleaseSettings settings, IPackageSigner? signer, StageWork work, List<DistributionException> errors, StageContext context, CancellationToken cancellationToken)
    {
        try
        {
            if (settings.Build is { } build)
            {
                if (BuildEnvironment.MissingProgram(build, context.Environment) is not { } program)
                {
                    return ReadyToSign("Ready to build.", signer);
                }

                work.Skip($"The build needs '{program}', which is not on the PATH; the package that is there will be taken.");
            }

            switch (PackageFinder.Find(settings.Package))
            {
                case PackageFinding.Found found when Directory.Exists(found.FullPath):
                    return await InspectFolderAsync(found.FullPath, settings, signer, work, cancellationToken);
                case PackageFinding.Found found:
                    return await InspectAsync(found.FullPath, found.FullPath, settings, signer, work, cancellationToken);
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

    // Everything that looks at packages looks at files. What is packed here is thrown away, so that it need not be small.
    private static async Task<string> InspectFolderAsync(string folder, ReleaseSettings settings, IPackageSigner? signer, StageWork work, CancellationToken cancellationToken)
    {
        using var scratch = PrivateFolder.Create();
        var packed = scratch.Combine(Path.GetFileNameWithoutExtension(folder) + ".ipa");
        await IpaAssembly.AssembleAsync(folder, packed, CompressionLevel.NoCompression, cancellationToken);
        return await InspectAsync(packed, folder, settings, signer, work, cancellationToken);
    }

    private static async Task<string> InspectAsync(string path, string source, ReleaseSettings settings, IPackageSigner? signer, StageWork work, CancellationToken cancellationToken)
    {
        var info = PackageReader.Read(path);
        PackageCheck.Inspect(info, work);

        // No error yet: the run may be for signing only.
        if (LinkFit.Refusal(info) is { } refusal && settings.Channels.All(channel => channel is ChannelSettings.Link))
        {
            work.Warn(refusal);
        }

        if (signer is not null)
        {
            var inspection = await signer.InspectAsync(path, info, cancellationToken);
            foreach (var warning in inspection.Warnings.Except(signer.Warnings, FaultByText.Instance))
            {
                work.Warn(warning);
            }
        }

        return $"{info.Label} {ResultTable.VersionOf(PackageFacts.Of(info))}, {info.Identifier}, from '{Path.GetFileName(source)}'.";
    }

    // With no package at hand, what is wrong with the key is told by itself.
    private static string ReadyToSign(string text, IPackageSigner? signer) =>
        signer is { Errors.IsEmpty: false } ? throw new DistributionException(ExitCode.Unfit, signer.Errors) : text;
}
