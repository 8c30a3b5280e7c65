using MobileDist.Packages;

namespace MobileDist.Pipeline.Stages;

/// <summary>What a package says about itself that testers would stumble over.</summary>
internal static class PackageCheck
{
    private const int NamesShown = 5;

    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: no phone could install it.</exception>
    public static void Inspect(PackageInfo package, StageWork work)
    {
        if (package.Platform != work.Platform)
        {
            throw new DistributionException(ExitCode.Unfit, PipelineFaults.OtherPlatform(package, work.Platform));
        }

        if (package.Format == PackageFormat.ApkSet)
        {
            throw new DistributionException(ExitCode.Unfit, AndroidPackageFaults.ApkSet(package.Identifier));
        }

        if (package.Split is { } split)
        {
            throw new DistributionException(ExitCode.Unfit, PipelineFaults.SplitPackage(package.Identifier, split));
        }

        if (package.TestOnly)
        {
            work.Warn(PipelineFaults.TestOnlyPackage(package.Identifier));
        }

        if (package.Debuggable)
        {
            work.Warn(PipelineFaults.DebuggablePackage(package.Identifier));
        }

        if (package.Ios is { IconOnlyInCatalogue: true })
        {
            work.Warn(PipelineFaults.IconInCatalogue(package.Identifier));
        }

        if (!package.LibrariesBelow16KiB.IsEmpty)
        {
            work.Warn(PipelineFaults.LibrariesBelow16KiB(package.LibrariesBelow16KiB.Take(NamesShown), package.LibrariesBelow16KiB.Length));
        }

        if (!package.Signature.Schemes.IsEmpty)
        {
            work.Inform("The package is signed already; that signature is replaced.");
        }
    }
}
