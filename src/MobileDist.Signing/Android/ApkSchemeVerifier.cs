using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Packages;
using MobileDist.Packages.Android;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>Verifies the signers of one v2, v3 or v3.1 block: first all but the content, then the content digests.</summary>
internal sealed class ApkSchemeVerifier
{
    private const uint StrippingProtection = 0xbeeff00d;
    private const uint ProofOfRotation = 0x3ba06f8c;
    private const uint RotationMinSdk = 0x559f8b02;

    private readonly ApkFindingList _findings;
    private readonly List<(ApkSignatureAlgorithm Algorithm, ReadOnlyMemory<byte> Digest)> _digests = [];
    private readonly List<string> _certificates = [];
    private readonly List<(SignatureScheme Stripped, SignatureScheme Witness)> _promised = [];

    public ApkSchemeVerifier(ZipPackage package, ApkSigningBlockPair pair, SignatureScheme scheme, ApkFindingList findings)
    {
        _findings = findings;
        Scheme = scheme;
        try
        {
            foreach (var signer in ApkSchemeSigner.Read(package, pair))
            {
                Verify(signer);
            }
        }
        catch (DistributionException error)
        {
            findings.BlockMalformed(scheme, error.Message);
        }
    }

    public SignatureScheme Scheme { get; }

    /// <summary>Digests of the signers' own certificates.</summary>
    public ImmutableArray<string> Certificates => [.. _certificates];

    /// <summary>Schemes that this one says the package is signed with too.</summary>
    public IReadOnlyList<(SignatureScheme Stripped, SignatureScheme Witness)> Promised => _promised;

    public bool HasRotation { get; private set; }

    public bool Needs(HashAlgorithmName hash) => _digests.Exists(digest => digest.Algorithm.Hash == hash);

    public void CheckContent(ApkContentDigest actual)
    {
        foreach (var (algorithm, digest) in _digests)
        {
            if (!digest.Span.SequenceEqual(actual.Value(algorithm.Hash)))
            {
                _findings.ContentDigestMismatch(Scheme, algorithm.Hash.Name!);
            }
        }
    }

    private void Verify(ApkSchemeSigner signer)
    {
        // Only what the signature is right for is looked at any further.
        if (!VerifySignatures(signer) || !VerifyCertificate(signer))
        {
            return;
        }

        if (!signer.Digests.Select(digest => digest.Id).SequenceEqual(signer.Signatures.Select(signature => signature.Id)))
        {
            _findings.BlockMalformed(Scheme, "The signatures and the content digests of a signer are not by the same algorithms.");
        }

        foreach (var digest in signer.Digests)
        {
            if (ApkSignatureAlgorithm.Find(digest.Id) is { } algorithm)
            {
                _digests.Add((algorithm, digest.Value));
            }
        }

        if (signer.SignedSdkRange is { } range && (range.Min != signer.MinSdk || range.Max != signer.MaxSdk))
        {
            _findings.SdkRangeMismatch(Scheme, signer.MinSdk, signer.MaxSdk, range);
        }

        ReadAttributes(signer);
    }

    private bool VerifySignatures(ApkSchemeSigner signer)
    {
        var known = 0;
        foreach (var signature in signer.Signatures)
        {
            if (ApkSignatureAlgorithm.Find(signature.Id) is not { } algorithm)
            {
                continue;
            }

            known++;
            try
            {
                if (!algorithm.Verify(signer.PublicKey.Span, signer.SignedData.Span, signature.Value.Span))
                {
                    _findings.SignatureMismatch(Scheme, $"algorithm '0x{signature.Id:x4}'");
                    return false;
                }
            }
            catch (Exception error) when (CryptographicFailure.Is(error))
            {
                _findings.SignatureMismatch(Scheme, error.Message.TrimEnd('.'));
                return false;
            }
        }

        if (known == 0)
        {
            _findings.AlgorithmUnsupported(Scheme, signer.Signatures.Select(signature => signature.Id));
        }

        return known > 0;
    }

    private bool VerifyCertificate(ApkSchemeSigner signer)
    {
        if (signer.Certificates.IsEmpty)
        {
            _findings.BlockMalformed(Scheme, "A signer has no certificate.");
            return false;
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(signer.Certificates[0].Span);
            _certificates.Add(Convert.ToHexStringLower(SHA256.HashData(signer.Certificates[0].Span)));
            if (certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(signer.PublicKey.Span))
            {
                return true;
            }

            _findings.CertificateMismatch(Scheme, certificate.Subject);
        }
        catch (Exception error) when (CryptographicFailure.Is(error))
        {
            _findings.CertificateMalformed(Scheme, error.Message);
        }

        return false;
    }

    private void ReadAttributes(ApkSchemeSigner signer)
    {
        foreach (var attribute in signer.Attributes)
        {
            switch (attribute.Id)
            {
                case StrippingProtection when Scheme == SignatureScheme.V2 && attribute.Value.Length >= 4
                    && BinaryPrimitives.ReadInt32LittleEndian(attribute.Value.Span) == (int)SignatureScheme.V3:
                    _promised.Add((SignatureScheme.V3, Scheme));
                    break;
                case RotationMinSdk when Scheme == SignatureScheme.V3:
                    _promised.Add((SignatureScheme.V31, Scheme));
                    break;
                case ProofOfRotation:
                    HasRotation = true;
                    break;
                default:
                    break;
            }
        }
    }
}
