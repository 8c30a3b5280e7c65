using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Packages;
using MobileDist.Pipeline.Roster;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Stages;
using MobileDist.Signing.Apple;
using MobileDist.Signing.Apple.Bundles;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Pipeline.Signing;

/// <summary>IPAs.</summary>
internal sealed class IosSigning : IPackageSigning
{
    /// <summary>What the receipt calls the one way in which iOS packages are signed.</summary>
    public const string Scheme = "codesign";

    private const int FindingsShown = 20;

    public async Task<IPackageSigner?> OpenAsync(ReleaseSettings release, StageContext context, bool make, CancellationToken cancellationToken)
    {
        var ios = release.Ios!;
        var now = context.Clock.GetUtcNow();
        ImmutableArray<TesterDevice> devices = context.Settings.RosterFile is { } roster ? RosterFile.Read(roster, Path.GetFileName(roster)).AppleDevices() : [];
        switch (release.Signing)
        {
            case SigningSettings.Apple apple:
                var profiles = await ReadProfilesAsync(apple.Profiles, cancellationToken);
                return new IosPackageSigner(await OpenAsync(apple, ios, profiles, now, cancellationToken), apple.Certificate.Source, ios, context) { Profiles = profiles, Devices = devices };
            case SigningSettings.ThrowAway throwAway when make || File.Exists(throwAway.KeyFile):
                var signer = ThrowAwayAppleIdentity.LoadOrCreate(throwAway.KeyFile, now);
                return new IosPackageSigner(signer, Path.GetFileName(throwAway.KeyFile), ios, context) { Devices = devices, ThrowAway = true };
            case SigningSettings.ThrowAway:
                return null;
            case SigningSettings.Missing missing:
                throw new DistributionException(ExitCode.Settings, missing.Faults);
            default:
                throw new InvalidOperationException("An iOS package is signed with an Apple certificate or a throw-away one.");
        }
    }

    public async Task<VerifiedSignature> VerifyAsync(string path, PackageInfo package, VerificationWork work, CancellationToken cancellationToken)
    {
        ImmutableArray<X509Certificate2> roots = work.AcceptAnyIssuer ? [.. work.AppleRoots, .. SigningRoots.In(path)] : work.AppleRoots;
        var verification = await IpaVerifier.VerifyAsync(path, new IpaVerificationOptions(work.Clock.GetUtcNow(), roots), work.Progress, cancellationToken);
        if (!verification.IsVerified || verification.CertificateDigest is null)
        {
            var faults = verification.Errors.Take(FindingsShown).Select(finding => finding.ToFault()).DefaultIfEmpty(KeyFaults.NotSigned(Path.GetFileName(path)));
            throw new DistributionException(ExitCode.Unfit, faults);
        }

        return new VerifiedSignature(verification.CertificateDigest, [Scheme])
        {
            Warnings = [.. verification.Warnings.Select(finding => finding.ToFault())],
        };
    }

    private static async Task<AppleSigner> OpenAsync(
        SigningSettings.Apple apple, IosSettings ios, ImmutableArray<ProvisioningProfile> profiles, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var bytes = await apple.Certificate.ReadAsync(cancellationToken);
        try
        {
            return AppleIdentityFile.Open(bytes, apple.Certificate.Source, apple.Password, ios.BuildType, profiles, now);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static async Task<ImmutableArray<ProvisioningProfile>> ReadProfilesAsync(ImmutableArray<KeyMaterial> files, CancellationToken cancellationToken)
    {
        var faults = new List<Fault>();
        var profiles = ImmutableArray.CreateBuilder<ProvisioningProfile>(files.Length);
        foreach (var file in files)
        {
            try
            {
                profiles.Add(ProvisioningProfile.Read(await file.ReadAsync(cancellationToken), file.Source));
            }
            catch (DistributionException error)
            {
                faults.AddRange(error.Faults);
            }
        }

        return faults.Count == 0 ? profiles.ToImmutable() : throw new DistributionException(ExitCode.Unfit, faults);
    }
}
