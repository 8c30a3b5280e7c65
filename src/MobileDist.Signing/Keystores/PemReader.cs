using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Signing.Keystores;

/// <summary>Reads a private key and its certificates from one PEM file (or the key here, the certificates apart).</summary>
internal static class PemReader
{
    private static readonly string[] KeyLabels = ["PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"];

    public static SigningIdentity Read(ReadOnlyMemory<byte> bytes, KeystoreAccess access, KeystoreLimits limits)
    {
        var blocks = PemBlock.ReadAll(KeystoreContent.ReadText(bytes.Span)!, access, limits);
        try
        {
            if (blocks is [{ Label: "CERTIFICATE" } only] && KeystoreContent.Identify(only.Content) is KeystoreKind.Pkcs12 or KeystoreKind.Jks or KeystoreKind.Jceks)
            {
                // certutil -encode on Windows puts any file between BEGIN CERTIFICATE and END CERTIFICATE.
                return KeystoreReader.ReadKind(KeystoreContent.Identify(only.Content), only.Content, access, limits);
            }

            var keys = blocks.FindAll(block => KeyLabels.Contains(block.Label, StringComparer.Ordinal));
            if (keys.Count == 0)
            {
                throw blocks.Exists(block => string.Equals(block.Label, "DSA PRIVATE KEY", StringComparison.Ordinal))
                    ? KeystoreFaults.KeyAlgorithmUnsupported(access.Source, "DSA").AsUnfit()
                    : KeystoreFaults.PemWithoutKey(access, [.. blocks.Select(block => block.Label).Distinct(StringComparer.Ordinal)]).AsUnfit();
            }

            if (keys.Count > 1)
            {
                throw KeystoreFaults.PemSeveralKeys(access, keys.Count).AsUnfit();
            }

            var key = DerKeyReader.ReadKey(keys[0].Content, access, limits);
            List<X509Certificate2> certificates = [];
            try
            {
                CertificateFile.Add(certificates, blocks, access);
            }
            catch
            {
                key.Dispose();
                throw;
            }

            return DerKeyReader.Build(key, certificates, access, limits);
        }
        finally
        {
            blocks.ForEach(block => block.Clear());
        }
    }
}
