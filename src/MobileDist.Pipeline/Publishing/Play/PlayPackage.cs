using System.Globalization;
using MobileDist.GooglePlay;
using MobileDist.Packages;
using MobileDist.Packages.Android;
using MobileDist.Pipeline.Settings.Play;

namespace MobileDist.Pipeline.Publishing.Play;

/// <summary>What Google Play has to know of a package, and what it would refuse after the upload only.</summary>
/// <param name="Name">The app's package name.</param>
/// <param name="Kind">APK or bundle.</param>
/// <param name="VersionCode">Its version code.</param>
internal sealed record PlayPackage(string Name, PlayPackageKind Kind, int VersionCode)
{
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/> or <see cref="ExitCode.Settings"/>: no track takes it.</exception>
    public static PlayPackage ForTrack(SignedPackage package, PlaySettings settings)
    {
        if (package.Signer.ThrowAway)
        {
            throw new DistributionException(ExitCode.Unfit, PlayFaults.ThrowAway(package.Key));
        }

        if (package.Info.Debuggable)
        {
            throw new DistributionException(ExitCode.Unfit, PlayFaults.Debuggable(package.Info.Identifier));
        }

        return settings.UploadCertificate is { } expected && !string.Equals(expected, package.Signer.CertificateDigest, StringComparison.OrdinalIgnoreCase)
            ? throw new DistributionException(ExitCode.Unfit, PlayFaults.WrongKey(package.Info.Identifier, package.Signer.CertificateDigest, expected))
            : For(package, settings);
    }

    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/> or <see cref="ExitCode.Settings"/>: internal app sharing does not take it either.</exception>
    public static PlayPackage For(SignedPackage package, PlaySettings settings)
    {
        var info = package.Info;
        if (settings.PackageName is { } name && !string.Equals(name, info.Identifier, StringComparison.Ordinal))
        {
            throw new DistributionException(ExitCode.Settings, PlayFaults.OtherPackage(info.Identifier, name));
        }

        var kind = info.Format switch
        {
            PackageFormat.Apk => PlayPackageKind.Apk,
            PackageFormat.Aab => PlayPackageKind.Bundle,
            _ => throw new DistributionException(ExitCode.Unfit, PlayFaults.NotForPlay(info.Identifier)),
        };
        return int.TryParse(info.BuildNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is > 0 and <= AndroidVersion.LargestCode
            ? new PlayPackage(info.Identifier, kind, code)
            : throw new DistributionException(ExitCode.Unfit, PlayFaults.NoVersionCode(info.Identifier, info.BuildNumber));
    }
}
