using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Makes the CMS over the CodeDirectory in slot 0: detached, SHA-256, the whole chain in it.</summary>
internal static class CodeCmsWriter
{
    /// <summary>More than a CMS has beside its certificates: attributes, and a signature of 16384 bits.</summary>
    private const int MostBesideCertificates = 6000;

    /// <summary>Bytes that are certainly enough; what codesign keeps where that is enough.</summary>
    public static int Reserve(AppleSigner signer)
    {
        const int Codesigns = 18000;
        return Math.Max(Codesigns, signer.Chain.Sum(certificate => certificate.RawDataMemory.Length) + MostBesideCertificates);
    }

    /// <summary>Signs the first of the directories, the primary one, and names all of them.</summary>
    public static byte[] Sign(AppleSigner signer, ImmutableArray<CodeDirectory> directories, DateTimeOffset time)
    {
        if (signer.Identity.PrivateKey is not (RSA or ECDsa))
        {
            throw CodeSigningFaults.KeyKind(signer.Identity.Alias, signer.Identity.PrivateKey.SignatureAlgorithm ?? signer.Identity.PrivateKey.GetType().Name);
        }

        try
        {
            var cms = new SignedCms(new ContentInfo(directories[0].Blob.Bytes.ToArray()), detached: true);
            cms.ComputeSignature(ToCms(signer, directories, time), silent: true);

            // A key that does not belong to the certificate signs too; nobody could verify it.
            cms.SignerInfos[0].CheckSignature(verifySignatureOnly: true);
            return cms.Encode();
        }
        catch (Exception cause) when (CryptographicFailure.Is(cause))
        {
            throw CodeSigningFaults.KeyUnusable(signer.Identity.Alias, cause);
        }
    }

    private static CmsSigner ToCms(AppleSigner signer, ImmutableArray<CodeDirectory> directories, DateTimeOffset time)
    {
        var cms = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, signer.Identity.Certificate, signer.Identity.PrivateKey)
        {
            DigestAlgorithm = new Oid(CodeCmsOids.Sha256),
            IncludeOption = System.Security.Cryptography.X509Certificates.X509IncludeOption.EndCertOnly,
        };
        foreach (var issuer in signer.Chain.Skip(1))
        {
            cms.Certificates.Add(issuer);
        }

        cms.SignedAttributes.Add(new Pkcs9SigningTime(time.UtcDateTime));
        foreach (var value in CodeCmsAttributes.CdHashes2(directories))
        {
            cms.SignedAttributes.Add(new AsnEncodedData(new Oid(CodeCmsOids.CdHashes2), value));
        }

        cms.SignedAttributes.Add(new AsnEncodedData(new Oid(CodeCmsOids.CdHashes), CodeCmsAttributes.CdHashes(directories)));
        return cms;
    }
}
