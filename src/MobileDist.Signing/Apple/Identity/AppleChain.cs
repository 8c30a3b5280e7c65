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

        using var builder = new X509Chain();
        var policy = builder.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.Add(last);
        policy.ExtraStore.AddRange(chain.ToArray());
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        policy.VerificationTime = (now ?? DateTimeOffset.UnixEpoch).UtcDateTime;
        _ = builder.Build(chain[0]);
        try
        {
            for (var i = 0; i < builder.ChainElements.Count; i++)
            {
                var element = builder.ChainElements[i];
                var faults = element.ChainElementStatus.Where(status => !IsHarmless(status.Status, element.Certificate, leaf: i == 0, now)).ToArray();
                if (faults.Length > 0)
                {
                    return new Broken($"{AppleCertificateFacts.CommonName(element.Certificate)}: {string.Join(", ", faults.Select(fault => fault.Status))}");
                }
            }

            if (builder.ChainElements.Count != chain.Length)
            {
                return new Broken($"{builder.ChainElements.Count} of {chain.Length} certificates connect");
            }
        }
        finally
        {
            foreach (var element in builder.ChainElements)
            {
                element.Certificate.Dispose();
            }
        }

        return AppleCertificates.IsRoot(last) ? new Apples()
            : roots.Any(root => root.RawDataMemory.Span.SequenceEqual(last.RawDataMemory.Span)) ? new Named(last)
            : new Foreign(last);
    }

    private static bool IsHarmless(X509ChainStatusFlags status, X509Certificate2 certificate, bool leaf, DateTimeOffset? now) => status switch
    {
        // The platform does not know Apple's critical markers and says so; no other unknown one may pass.
        X509ChainStatusFlags.HasNotSupportedCriticalExtension => AppleCertificateFacts.UnknownCriticalAreApples(certificate),
        X509ChainStatusFlags.NotTimeValid => leaf || now is null,
        _ => false,
    };
}
