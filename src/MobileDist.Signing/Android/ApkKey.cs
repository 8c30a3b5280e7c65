using System.Security.Cryptography;

namespace MobileDist.Signing.Android;

/// <summary>A signing key with the algorithm that goes with it, chosen as apksig chooses.</summary>
internal sealed class ApkKey
{
    private const int LargestRsaForSha256 = 3072;
    private const int LargestEcForSha256 = 256;
    private readonly SigningIdentity _identity;

    private ApkKey(SigningIdentity identity, ApkSignatureAlgorithm algorithm, byte[] publicKey)
    {
        _identity = identity;
        Algorithm = algorithm;
        PublicKey = publicKey;
    }

    /// <summary>For v2 and v3.</summary>
    public ApkSignatureAlgorithm Algorithm { get; }

    /// <summary>DER SubjectPublicKeyInfo, as the certificate has it.</summary>
    public byte[] PublicKey { get; }

    public bool IsEc => _identity.PrivateKey is ECDsa;

    public SigningIdentity Identity => _identity;

    /// <summary>Takes the key of an identity; it has to be fit for an APK and to belong to its certificate.</summary>
    public static ApkKey Of(SigningIdentity identity)
    {
        try
        {
            var (id, matches) = identity.PrivateKey switch
            {
                RSA rsa => (rsa.KeySize <= LargestRsaForSha256 ? ApkSignatureAlgorithm.RsaSha256 : ApkSignatureAlgorithm.RsaSha512, Matches(identity, rsa)),
                ECDsa ec => (ec.KeySize <= LargestEcForSha256 ? ApkSignatureAlgorithm.EcSha256 : ApkSignatureAlgorithm.EcSha512, Matches(identity, ec)),
                var other => throw ApkSigningFaults.KeyKind(identity.Alias, other.SignatureAlgorithm ?? other.GetType().Name),
            };
            return matches
                ? new ApkKey(identity, id, identity.Certificate.PublicKey.ExportSubjectPublicKeyInfo())
                : throw ApkSigningFaults.KeyMismatch(identity.Alias, identity.Certificate.Subject);
        }
        catch (Exception cause) when (CryptographicFailure.Is(cause))
        {
            throw ApkSigningFaults.KeyUnusable(identity.Alias, cause);
        }
    }

    /// <summary>Signs for v2 and v3; an EC signature is DER.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data) => Sign(data, Algorithm.Hash);

    /// <summary>Signs with another hash, as v1 wants for old devices.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data, HashAlgorithmName hash)
    {
        try
        {
            return _identity.PrivateKey is RSA rsa
                ? rsa.SignData(data, hash, RSASignaturePadding.Pkcs1)
                : ((ECDsa)_identity.PrivateKey).SignData(data, hash, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception cause) when (CryptographicFailure.Is(cause))
        {
            throw ApkSigningFaults.KeyUnusable(_identity.Alias, cause);
        }
    }

    private static bool Matches(SigningIdentity identity, RSA key)
    {
        using var other = identity.Certificate.PublicKey.GetRSAPublicKey();
        if (other is null)
        {
            return false;
        }

        var (mine, its) = (key.ExportParameters(includePrivateParameters: false), other.ExportParameters(includePrivateParameters: false));
        return mine.Modulus.AsSpan().SequenceEqual(its.Modulus) && mine.Exponent.AsSpan().SequenceEqual(its.Exponent);
    }

    private static bool Matches(SigningIdentity identity, ECDsa key)
    {
        using var other = identity.Certificate.PublicKey.GetECDsaPublicKey();
        if (other is null)
        {
            return false;
        }

        var (mine, its) = (key.ExportParameters(includePrivateParameters: false), other.ExportParameters(includePrivateParameters: false));
        if (mine.Curve.Oid?.Value is not ("1.2.840.10045.3.1.7" or "1.3.132.0.34" or "1.3.132.0.35"))
        {
            throw ApkSigningFaults.KeyKind(identity.Alias, "EC " + (mine.Curve.Oid?.FriendlyName ?? "with explicit parameters"));
        }

        return mine.Q.X.AsSpan().SequenceEqual(its.Q.X) && mine.Q.Y.AsSpan().SequenceEqual(its.Q.Y);
    }
}
