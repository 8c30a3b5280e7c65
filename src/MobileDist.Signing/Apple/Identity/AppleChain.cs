using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>Whether the certificates of a signer lead to a root that counts.</summary>
internal abstract record AppleChain
{
    private AppleChain()
    {
    }

    /// <summary>It holds, up to one of Apple's roots.</summary>
    internal sealed record Apples : AppleChain;

    /// <summary>It holds, up to a root that the caller named.</summary>
    internal sealed record Named(X509Certificate2 Root) : AppleChain;

    /// <summary>The issuer of its last certificate is not at hand.</summary>
    internal sealed record Incomplete(X509Certificate2 Last) : AppleChain;

    /// <summary>It ends in a root that nobody named.</summary>
    internal sealed record Foreign(X509Certificate2 Root) : AppleChain;

    /// <summary>A signature or rule in it does not hold.</summary>
    internal sealed record Broken(string Reason) : AppleChain;

    /// <param name="chain">Leaf first, as far as it goes.</param>
    /// <param name="roots">What counts beside Apple's roots.</param>
    /// <param name="now">The time to hold the issuers against; null where their expiry does not matter. The leaf's own never does here.</param>
    public static AppleChain Inspect(ImmutableArray<X509Certificate2> chain, ImmutableArray<X509Certificate2> roots, DateTimeOffset? now)
    {
        var last = chain[^1];
        if (!last.SubjectName.RawData.AsSpan().SequenceEqual(last.IssuerName.RawData))
        {
            return new Incomplete(last);
        }

        if (CertificatePath.FaultOf(chain, now) is var (certificate, reason))
        {
            return new Broken($"{AppleCertificateFacts.ShownName(certificate)}: {reason}");
        }

        return AppleCertificates.IsRoot(last) ? new Apples()
            : roots.Any(root => root.RawDataMemory.Span.SequenceEqual(last.RawDataMemory.Span)) ? new Named(last)
            : new Foreign(last);
    }
}
