using System.Collections.Immutable;
using MobileDist.Packages;
using MobileDist.Signing.Android;

namespace MobileDist.Pipeline.Signing;

/// <summary>Signs APKs with one key.</summary>
internal sealed class AndroidPackageSigner(OpenedKey key, ImmutableArray<Fault> warnings, ImmutableArray<SignatureScheme> schemes) : IPackageSigner
{
    public string Description => $"Signs with '{key.Identity.Alias}' from '{key.Source}', certificate {key.Identity.CertificateDigest[..16]}….";

    public string CertificateDigest => key.Identity.CertificateDigest;

    public bool ThrowAway => key.ThrowAway;

    public ImmutableArray<Fault> Errors => [];

    public ImmutableArray<Fault> Warnings => warnings;

    public ImmutableArray<(string Name, string? Value)> Inputs => [("certificate", CertificateDigest), ("schemes", string.Join(',', schemes))];

    public Task<SigningInspection> InspectAsync(string path, PackageInfo package, CancellationToken cancellationToken) =>
        Task.FromResult(new SigningInspection([]));

    public PackageInfo Expected(PackageInfo package) => package;

    public async Task<VerifiedSignature> SignAsync(string input, string output, PackageInfo package, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var options = new ApkSigningOptions { MinSdk = AndroidSigning.MinSdk(package), Schemes = schemes };
        await ApkSigner.SignAsync(input, output, key.Identity, options, progress, cancellationToken);
        return await AndroidSigning.VerifyAsync(output, AndroidSigning.MinSdk(PackageReader.Read(output)), PipelineFaults.SignatureDoesNotHold, progress, cancellationToken);
    }

    public void Dispose() => key.Dispose();
}
