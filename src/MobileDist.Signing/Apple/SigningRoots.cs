using System.Collections.Immutable;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Packages.Apple;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Zip;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Signing.Apple;

/// <summary>The roots that a package itself names, for looking at what was signed for trying out. They prove nothing about who signed.</summary>
public static class SigningRoots
{
    /// <summary>The self-issued certificates in the signature of the app's executable and in its profiles; empty where there are none.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: the package, or a signature or profile in it, is malformed.</exception>
    public static ImmutableArray<X509Certificate2> In(string ipa)
    {
        using var package = ZipPackage.Open(ipa);
        var app = IosApp.Read(package);
        var ofProfiles = app.Bundles
            .Select(bundle => bundle.EmbeddedProfile is { } bytes ? ProvisioningProfile.Read(bytes, bundle.Inside(IosBundle.ProfileName)).SignedUnder : null)
            .OfType<ImmutableArray<byte>>()
            .Select(root => X509CertificateLoader.LoadCertificate(root.AsSpan()));
        return [.. OfExecutable(package, app), .. ofProfiles];
    }

    private static ImmutableArray<X509Certificate2> OfExecutable(ZipPackage package, IosApp app)
    {
        if (package.Find(app.Root + app.Main.Executable) is not { } entry)
        {
            return [];
        }

        using var source = new ForwardEntrySource(package, entry);
        var file = MachOFile.Read(source, $"{package.FileName}/{entry.Name}");
        if (EmbeddedSignature.Read(file, file.Slices[0])?.Cms is not { } bytes)
        {
            return [];
        }

        try
        {
            var cms = new SignedCms();
            cms.Decode(bytes.Span);
            return [.. cms.Certificates.Where(certificate => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData))];
        }
        catch (Exception error) when (CryptographicFailure.Is(error))
        {
            // The verifier says what is wrong with it.
            return [];
        }
    }
}
