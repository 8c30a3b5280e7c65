using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Signing.Keystores;

/// <summary>Reads certificates that come apart from their key: PEM with one or more, one as DER, or the base64 of either.</summary>
internal static class CertificateFile
{
    private static readonly string[] Labels = ["CERTIFICATE", "X509 CERTIFICATE"];

    public static List<X509Certificate2> Read(ReadOnlyMemory<byte> bytes, KeystoreAccess access, KeystoreLimits limits)
    {
        if (bytes.Length > limits.FileSize)
        {
            throw KeystoreFaults.ChainUnreadable(access).AsUnfit();
        }

        var kind = KeystoreContent.Identify(bytes.Span);
        if (kind == KeystoreKind.Base64 && KeystoreContent.DecodeBase64(KeystoreContent.ReadText(bytes.Span)!) is { } decoded)
        {
            bytes = decoded;
            kind = KeystoreContent.Identify(decoded);
        }

        List<X509Certificate2> certificates = [];
        if (kind == KeystoreKind.Certificate)
        {
            certificates.Add(IdentityAssembly.LoadCertificate(bytes, access));
        }
        else if (kind == KeystoreKind.Pem)
        {
            Add(certificates, PemBlock.ReadAll(KeystoreContent.ReadText(bytes.Span)!, access, limits), access);
        }

        return certificates.Count > 0 ? certificates : throw KeystoreFaults.ChainUnreadable(access).AsUnfit();
    }

    /// <summary>Adds the certificates among the blocks; none when one is damaged.</summary>
    public static void Add(List<X509Certificate2> certificates, IEnumerable<PemBlock> blocks, KeystoreAccess access)
    {
        try
        {
            foreach (var block in blocks.Where(block => Labels.Contains(block.Label, StringComparer.Ordinal)))
            {
                certificates.Add(IdentityAssembly.LoadCertificate(block.Content, access));
            }
        }
        catch
        {
            certificates.ForEach(certificate => certificate.Dispose());
            certificates.Clear();
            throw;
        }
    }
}
