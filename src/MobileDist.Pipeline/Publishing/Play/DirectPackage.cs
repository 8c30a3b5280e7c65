using MobileDist.Packages;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline.Publishing.Play;

/// <summary>What a direct link carries in the place of a bundle, which no phone installs.</summary>
internal static class DirectPackage
{
    /// <summary>The APK that Play made of the bundle, where one was fetched; else the package itself.</summary>
    public static SignedPackage Of(SignedPackage package, StageContext context)
    {
        if (package.Info.Format != PackageFormat.Aab
            || package.Published.Select(channel => PlayResume.Of(channel).Universal).FirstOrDefault(apk => apk is not null) is not { } universal
            || !string.Equals(universal.Bundle, package.Digest, StringComparison.Ordinal))
        {
            return package;
        }

        var path = OutputPath.Resolve(context.OutputFolder, universal.File.Path);
        return package with
        {
            FullPath = path,
            Digest = universal.File.Sha256,
            Info = PackageReader.Read(path) with { Label = package.Info.Label },
            Signer = new RecordedSigner(universal.CertificateDigest, ThrowAway: false),
        };
    }
}
