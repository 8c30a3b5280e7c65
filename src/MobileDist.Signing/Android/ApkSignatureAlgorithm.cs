using System.Security.Cryptography;

namespace MobileDist.Signing.Android;

/// <summary>A signature algorithm of the schemes v2 and v3 (AOSP, "APK Signature Scheme v2", "Signature Algorithm IDs").</summary>
/// <param name="Id">As it stands in the block.</param>
/// <param name="Hash">For the content digest and for the signature.</param>
/// <param name="Kind">What key and padding it takes.</param>
internal sealed record ApkSignatureAlgorithm(uint Id, HashAlgorithmName Hash, ApkSignatureKind Kind)
{
    public static ApkSignatureAlgorithm RsaSha256 { get; } = new(0x0103, HashAlgorithmName.SHA256, ApkSignatureKind.RsaPkcs1);

    public static ApkSignatureAlgorithm RsaSha512 { get; } = new(0x0104, HashAlgorithmName.SHA512, ApkSignatureKind.RsaPkcs1);

    public static ApkSignatureAlgorithm EcSha256 { get; } = new(0x0201, HashAlgorithmName.SHA256, ApkSignatureKind.Ecdsa);

    public static ApkSignatureAlgorithm EcSha512 { get; } = new(0x0202, HashAlgorithmName.SHA512, ApkSignatureKind.Ecdsa);

    /// <summary>The algorithm with an id; null for those that we do not verify (DSA, verity).</summary>
    public static ApkSignatureAlgorithm? Find(uint id) => id switch
    {
        0x0101 => new(0x0101, HashAlgorithmName.SHA256, ApkSignatureKind.RsaPss),
        0x0102 => new(0x0102, HashAlgorithmName.SHA512, ApkSignatureKind.RsaPss),
        0x0103 => RsaSha256,
        0x0104 => RsaSha512,
        0x0201 => EcSha256,
        0x0202 => EcSha512,
        _ => null,
    };

    public bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (Kind == ApkSignatureKind.Ecdsa)
        {
            using var ec = ECDsa.Create();
            ec.ImportSubjectPublicKeyInfo(publicKey, out _);
            return ec.VerifyData(data, signature, Hash, DSASignatureFormat.Rfc3279DerSequence);
        }

        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(publicKey, out _);
        return rsa.VerifyData(data, signature, Hash, Kind == ApkSignatureKind.RsaPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
    }
}
