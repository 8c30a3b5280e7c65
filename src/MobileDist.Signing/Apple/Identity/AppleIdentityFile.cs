using System.Collections.Immutable;
using MobileDist.Signing.Keystores;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>
/// Opens the file with the Apple certificate: a <c>.p12</c> as Keychain Access exports it, old (RC2-40, 3DES) or new, or PEM. A keychain
/// often exports several certificates into one file; all are looked at.
/// </summary>
public static class AppleIdentityFile
{
    /// <summary>Opens the certificate that fits best: of the kind that the build type takes, valid now, in a profile, the longest valid.</summary>
    /// <param name="bytes">The whole file, or its base64; not kept.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <param name="password">The file's password; null where it has none.</param>
    /// <param name="buildType">Whom the app is for.</param>
    /// <param name="profiles">The profiles at hand.</param>
    /// <param name="now">The time to hold the validity against.</param>
    /// <returns>The signer, fit or not (<see cref="AppleSigningCheck"/> says); the caller disposes its identity.</returns>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: no key in it, damaged, wrong password.</exception>
    public static AppleSigner Open(ReadOnlyMemory<byte> bytes, string source, Secret? password, AppleBuildType buildType, ImmutableArray<ProvisioningProfile> profiles, DateTimeOffset now) =>
        Open(bytes, source, password, buildType, profiles, now, KeystoreLimits.Default);

    internal static AppleSigner Open(
        ReadOnlyMemory<byte> bytes, string source, Secret? password, AppleBuildType buildType, ImmutableArray<ProvisioningProfile> profiles, DateTimeOffset now, KeystoreLimits limits)
    {
        var access = new KeystoreAccess(source, password, null, null, null) { Names = KeystoreSettingNames.Apple };
        var identities = KeystoreReader.ReadAll(bytes, access, limits);
        SigningIdentity? best = null;
        try
        {
            best = identities
                .OrderByDescending(identity => AppleCertificateFacts.Kind(identity.Certificate) == buildType.CertificateKind())
                .ThenByDescending(identity => IsValid(identity, now))
                .ThenByDescending(identity => profiles.Any(profile => profile.Kind == buildType.ProfileKind() && profile.Holds(identity.Certificate)))
                .ThenByDescending(identity => CertificateValidity.Read(identity.Certificate.RawDataMemory).End)
                .First();
            return AppleSigner.Create(best, source);
        }
        catch
        {
            best?.Dispose();
            throw;
        }
        finally
        {
            foreach (var other in identities.Where(identity => identity != best))
            {
                other.Dispose();
            }
        }
    }

    private static bool IsValid(SigningIdentity identity, DateTimeOffset now)
    {
        var (start, end) = CertificateValidity.Read(identity.Certificate.RawDataMemory);
        return start <= now && now <= end;
    }
}
