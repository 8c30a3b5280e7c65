using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Testing.Apple;

/// <summary>A certificate of the test authority's with its key and its issuers.</summary>
public sealed class AppleTestIdentity
{
    private readonly AppleTestKey _key;
    private readonly ImmutableArray<byte[]> _chain;

    internal AppleTestIdentity(AppleTestKey key, byte[] certificate, AppleTestIdentity? issuer)
    {
        _key = key;
        _chain = [certificate, .. issuer?._chain ?? []];
    }

    /// <summary>DER.</summary>
    public byte[] Certificate => _chain[0];

    internal AppleTestKey Key => _key;

    /// <summary>A key of the caller's own: RSA or ECDsa.</summary>
    public AsymmetricAlgorithm CreateKey() => _key.Open();

    /// <summary>Leaf, intermediate, root; the caller's own.</summary>
    public X509Certificate2[] CreateChain() => [.. _chain.Select(der => X509CertificateLoader.LoadCertificate(der))];

    public X509Certificate2 CreateCertificate() => X509CertificateLoader.LoadCertificate(Certificate);

    /// <summary>Writes the <c>.p12</c> with the key and the whole chain.</summary>
    public byte[] ExportPkcs12(string password, AppleTestExport export = AppleTestExport.Modern) => ExportPkcs12(password, export, _chain[1..]);

    /// <summary>Writes the <c>.p12</c> with the key, its certificate and whatever other certificates (DER) are given, those first.</summary>
    public byte[] ExportPkcs12(string password, AppleTestExport export, IEnumerable<byte[]> others) => ExportAll(password, export, [this], others);

    /// <summary>Writes one <c>.p12</c> with several keys, as a keychain exports all that it has.</summary>
    public static byte[] ExportAll(string password, AppleTestExport export, IReadOnlyList<AppleTestIdentity> identities, IEnumerable<byte[]> others)
    {
        var pbe = export == AppleTestExport.Modern
            ? new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 2048)
            : new PbeParameters(PbeEncryptionAlgorithm.TripleDes3KeyPkcs12, HashAlgorithmName.SHA1, 2048);
        var certificates = new Pkcs12SafeContents();
        foreach (var other in others)
        {
            using var certificate = X509CertificateLoader.LoadCertificate(other);
            certificates.AddCertificate(certificate);
        }

        var keys = new Pkcs12SafeContents();
        foreach (var (index, identity) in identities.Index())
        {
            byte[] id = [(byte)(index + 1), 0, 0, 0];
            using var leaf = identity.CreateCertificate();
            certificates.AddCertificate(leaf).Attributes.Add(new Pkcs9LocalKeyId(id));
            using var key = identity.CreateKey();
            keys.AddShroudedKey(key, password, pbe).Attributes.Add(new Pkcs9LocalKeyId(id));
        }

        var builder = new Pkcs12Builder();
        builder.AddSafeContentsEncrypted(certificates, password, pbe);
        builder.AddSafeContentsUnencrypted(keys);
        builder.SealWithMac(password, export == AppleTestExport.Modern ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1, 2048);
        return builder.Encode();
    }

    /// <summary>Signs content as CMS with the chain in it, as Apple signs profiles.</summary>
    public byte[] SignCms(byte[] content)
    {
        using var withoutKey = CreateCertificate();
        using var key = (RSA)CreateKey();
        using var withKey = withoutKey.CopyWithPrivateKey(key);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, withKey) { IncludeOption = X509IncludeOption.EndCertOnly };
        foreach (var issuer in CreateChain()[1..])
        {
            signer.Certificates.Add(issuer);
        }

        var cms = new SignedCms(new ContentInfo(content));
        cms.ComputeSignature(signer);
        return cms.Encode();
    }
}
