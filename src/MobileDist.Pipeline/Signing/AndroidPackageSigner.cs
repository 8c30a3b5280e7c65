using System.Collections.Immutable;
using System.Globalization;
using MobileDist.Packages;
using MobileDist.Packages.Android;
using MobileDist.Packages.Zip;
using MobileDist.Pipeline.Settings;
using MobileDist.Signing.Android;

namespace MobileDist.Pipeline.Signing;

/// <summary>Signs APKs and app bundles with one key.</summary>
internal sealed class AndroidPackageSigner(OpenedKey key, ImmutableArray<Fault> warnings, ImmutableArray<SignatureScheme> schemes, AndroidSettings settings) : IPackageSigner
{
    public string Description => $"Signs with '{key.Identity.Alias}' from '{key.Source}', certificate {key.Identity.CertificateDigest[..16]}….";

    public string CertificateDigest => key.Identity.CertificateDigest;

    public bool ThrowAway => key.ThrowAway;

    public ImmutableArray<Fault> Errors => [];

    public ImmutableArray<Fault> Warnings => warnings;

    public ImmutableArray<(string Name, string? Value)> Inputs =>
    [
        ("certificate", CertificateDigest),
        ("schemes", string.Join(',', schemes)),
        ("version-code", settings.Version.Code?.ToString(CultureInfo.InvariantCulture)),
        ("version-name", settings.Version.Name),
    ];

    public Task<SigningInspection> InspectAsync(string path, PackageInfo package, CancellationToken cancellationToken)
    {
        RequireVersionCanBeSet(path);
        return Task.FromResult(new SigningInspection(package.Format == PackageFormat.Aab && !schemes.IsDefaultOrEmpty ? [AndroidPackageFaults.SchemesOfBundle(schemes.Select(AndroidSigning.NameOf))] : []));
    }

    public PackageInfo Expected(PackageInfo package) => package with
    {
        VersionName = settings.Version.Name ?? package.VersionName,
        BuildNumber = settings.Version.Code?.ToString(CultureInfo.InvariantCulture) ?? package.BuildNumber,
    };

    public async Task<VerifiedSignature> SignAsync(string input, string output, PackageInfo package, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        if (package.Format == PackageFormat.Aab)
        {
            await BundleSigner.SignAsync(input, output, key.Identity, new BundleSigningOptions { Version = settings.Version }, progress, cancellationToken);
        }
        else
        {
            var options = new ApkSigningOptions { MinSdk = AndroidSigning.MinSdk(package), Schemes = schemes, Version = settings.Version };
            await ApkSigner.SignAsync(input, output, key.Identity, options, progress, cancellationToken);
        }

        return await AndroidSigning.VerifyAsync(output, PackageReader.Read(output), PipelineFaults.SignatureDoesNotHold, progress, cancellationToken);
    }

    public void Dispose() => key.Dispose();

    // Signing would find it out too, after everything else was hashed.
    private void RequireVersionCanBeSet(string path)
    {
        if (settings.Version != AndroidVersion.Unchanged)
        {
            using var package = ZipPackage.Open(path);
            settings.Version.Stamp(package);
        }
    }
}
