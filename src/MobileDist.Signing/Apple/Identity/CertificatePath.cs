using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Signing.Keystores;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>
/// Whether certificates that stand in order, leaf first, hold together (RFC 5280, 6.1; no policies, no revocation). By hand, since the
/// platform's builder reads every certificate that the machine trusts before it looks at three that have nothing to do with them: on
/// Linux that takes longer than to sign a small app.
/// </summary>
internal static class CertificatePath
{
    // Key usage, subject alternative name, basic constraints, certificate policies, extended key usage: the first and third are applied, the others say what a certificate is for, and forbid nothing here.
    private static readonly ImmutableArray<string> Understood = ["2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.32", "2.5.29.37"];

    // Constraints on names and policies of what is below; nobody in Apple's tree has them, so that they are refused and not applied.
    private static readonly ImmutableArray<string> Constraining = ["2.5.29.30", "2.5.29.36", "2.5.29.54"];

    /// <param name="chain">Leaf first; what the last one is worth is for the caller to say.</param>
    /// <param name="now">The time to hold the issuers against; null where that does not matter. The leaf's own never does here.</param>
    /// <returns>The certificate that does not fit, and why; null when all do.</returns>
    public static (X509Certificate2 Certificate, string Reason)? FaultOf(ImmutableArray<X509Certificate2> chain, DateTimeOffset? now)
    {
        for (var i = 0; i < chain.Length; i++)
        {
            try
            {
                var fault = FaultOfExtensions(chain[i])
                    ?? (i > 0 ? FaultOfIssuer(chain, i, now) : null)
                    ?? (i + 1 < chain.Length ? CertificateSignature.FaultOf(chain[i], chain[i + 1]) : null);
                if (fault is not null)
                {
                    return (chain[i], fault);
                }
            }
            catch (Exception error) when (CryptographicFailure.Is(error) || error is AsnContentException)
            {
                return (chain[i], "it is malformed");
            }
        }

        return null;
    }

    private static string? FaultOfExtensions(X509Certificate2 certificate)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var extension in certificate.Extensions)
        {
            var oid = extension.Oid?.Value ?? "";
            if (!seen.Add(oid))
            {
                return $"it has the extension {oid} twice";
            }

            if (Constraining.Contains(oid, StringComparer.Ordinal)
                || (extension.Critical && !Understood.Contains(oid, StringComparer.Ordinal) && !oid.StartsWith(AppleCertificateFacts.Markers, StringComparison.Ordinal)))
            {
                return $"its extension {oid} is not understood";
            }
        }

        return null;
    }

    private static string? FaultOfIssuer(ImmutableArray<X509Certificate2> chain, int at, DateTimeOffset? now)
    {
        var certificate = chain[at];
        if (certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is not { CertificateAuthority: true } constraints)
        {
            return "it is no certification authority";
        }

        if (certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { } usage && !usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyCertSign))
        {
            return "its key is not for signing certificates";
        }

        // Between it and the leaf; a certificate that an authority makes for another key of its own does not count.
        var below = chain.Skip(1).Take(at - 1).Count(other => !IsSelfIssued(other));
        if (constraints.HasPathLengthConstraint && below > constraints.PathLengthConstraint)
        {
            return $"it allows '{constraints.PathLengthConstraint}' authorities below it, and there are '{below}'";
        }

        if (now is { } time)
        {
            var (start, end) = CertificateValidity.Read(certificate.RawDataMemory);
            return time < start || time > end ? $"it is valid from '{start.UtcDateTime:u}' to '{end.UtcDateTime:u}'" : null;
        }

        return null;
    }

    private static bool IsSelfIssued(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
