using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Testing.Apple;

/// <summary>A key that is made once a process (making RSA keys is slow) and opened as often as anybody asks.</summary>
internal sealed class AppleTestKey
{
    private readonly byte[] _pkcs8;
    private readonly bool _isRsa;

    private AppleTestKey(AsymmetricAlgorithm key)
    {
        _pkcs8 = key.ExportPkcs8PrivateKey();
        _isRsa = key is RSA;
        PublicKey = key is RSA rsa ? new PublicKey(rsa) : new PublicKey((ECDsa)key);
    }

    public PublicKey PublicKey { get; }

    public static AppleTestKey Rsa()
    {
        using var key = RSA.Create(2048);
        return new AppleTestKey(key);
    }

    public static AppleTestKey Ec()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new AppleTestKey(key);
    }

    /// <summary>A key of the caller's own.</summary>
    public AsymmetricAlgorithm Open()
    {
        AsymmetricAlgorithm key = _isRsa ? RSA.Create() : ECDsa.Create();
        key.ImportPkcs8PrivateKey(_pkcs8, out _);
        return key;
    }

    public X509SignatureGenerator Generator() => Open() switch
    {
        RSA rsa => X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1),
        ECDsa ec => X509SignatureGenerator.CreateForECDsa(ec),
        var other => throw new InvalidOperationException(other.GetType().Name),
    };
}
