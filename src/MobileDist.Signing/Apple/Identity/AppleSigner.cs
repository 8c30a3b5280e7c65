using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Signing.Keystores;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>A key that signs for Apple's devices, with all that goes into a signature beside it.</summary>
/// <param name="Identity">The key with its certificate.</param>
/// <param name="Chain">Leaf, intermediate, root; as far as they are at hand. Apple's own are shared and not the signer's to dispose of.</param>
/// <param name="Kind">What the certificate was issued for.</param>
/// <param name="TeamId">The team, such as <c>TEAM123456</c>; null where the certificate is not issued by an authority for developers.</param>
public sealed record AppleSigner(SigningIdentity Identity, ImmutableArray<X509Certificate2> Chain, AppleCertificateKind Kind, string? TeamId)
{
    /// <summary>What messages call the certificate, such as <c>Apple Distribution: Example (TEAM123456)</c>; a developer's name is left out.</summary>
    public string ShownName => AppleCertificateFacts.ShownName(Identity.Certificate);

    /// <summary>Completes the chain with Apple's own intermediates and roots where the file lacks them, by the leaf's authority key identifier.</summary>
    /// <param name="identity">The key; stays the caller's to dispose of.</param>
    /// <param name="source">What the file is called in messages.</param>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: a certificate is damaged.</exception>
    public static AppleSigner Create(SigningIdentity identity, string source)
    {
        var access = new KeystoreAccess(source, null, null, null, null) { Names = KeystoreSettingNames.Apple };
        ImmutableArray<X509Certificate2> known = [.. identity.Chain, .. AppleCertificates.Intermediates, .. AppleCertificates.Roots];
        ImmutableArray<X509Certificate2> chain = [.. IdentityAssembly.Order(identity.Certificate, known, access)];
        var team = chain.Skip(1).Any(AppleCertificateFacts.IsDeveloperRelations) ? AppleCertificateFacts.TeamId(identity.Certificate) : null;
        return new AppleSigner(identity, chain, AppleCertificateFacts.Kind(identity.Certificate), AppleTeamId.IsValid(team) ? team : null);
    }
}
