using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Signing;

/// <summary>A private key with its certificate chain: what a keystore entry, a <c>.p12</c> or a PEM pair comes down to.</summary>
public sealed class SigningIdentity : IDisposable
{
    /// <param name="alias">The entry's name in its keystore; the subject's common name where the source has none.</param>
    /// <param name="privateKey">RSA or EC; owned by the identity from here on.</param>
    /// <param name="chain">Leaf first, at least one; owned by the identity from here on.</param>
    public SigningIdentity(string alias, AsymmetricAlgorithm privateKey, IEnumerable<X509Certificate2> chain)
    {
        Alias = alias;
        PrivateKey = privateKey;
        Chain = [.. chain];
        if (Chain.IsEmpty)
        {
            throw new ArgumentException("An identity needs the certificate of its key.", nameof(chain));
        }
    }

    public string Alias { get; }

    /// <summary><see cref="RSA"/> or <see cref="ECDsa"/>.</summary>
    public AsymmetricAlgorithm PrivateKey { get; }

    /// <summary>Leaf first.</summary>
    public ImmutableArray<X509Certificate2> Chain { get; }

    /// <summary>The certificate of <see cref="PrivateKey"/>.</summary>
    public X509Certificate2 Certificate => Chain[0];

    /// <summary>SHA-256 of the certificate's DER, lower-case hexadecimal.</summary>
    public string CertificateDigest => Convert.ToHexStringLower(SHA256.HashData(Certificate.RawDataMemory.Span));

    public void Dispose()
    {
        PrivateKey.Dispose();
        foreach (var certificate in Chain)
        {
            certificate.Dispose();
        }
    }
}
