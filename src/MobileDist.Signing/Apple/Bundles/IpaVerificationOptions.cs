using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>What an iOS package is held against.</summary>
/// <param name="Now">The moment at which it is to be valid.</param>
/// <param name="TrustedRoots">Roots that count beside Apple's, for trying out; no device takes what is signed under them.</param>
public sealed record IpaVerificationOptions(DateTimeOffset Now, ImmutableArray<X509Certificate2> TrustedRoots)
{
    public IpaVerificationOptions(DateTimeOffset now)
        : this(now, [])
    {
    }

    /// <summary>For what was just signed: under the roots that signer and profiles have; whether those count was decided before.</summary>
    internal static IpaVerificationOptions For(IpaSigningRequest request)
    {
        var profiles = request.Plan.Bundles.Values
            .Select(bundle => bundle.Profile.SignedUnder)
            .OfType<ImmutableArray<byte>>()
            .Select(root => X509CertificateLoader.LoadCertificate(root.AsSpan()));
        return new IpaVerificationOptions(request.SigningTime, [request.Plan.Signer.Chain[^1], .. profiles]);
    }
}
