using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Signing.Tests.Keystores;

/// <summary>Whether a private key and a certificate belong together is shown by signing with one and verifying with the other.</summary>
internal static class SigningProof
{
    public static void Verify(SigningIdentity identity)
    {
        byte[] data = [1, 2, 3];
        if (identity.PrivateKey is RSA rsa)
        {
            var signature = rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var publicKey = identity.Certificate.GetRSAPublicKey();
            Assert.That(publicKey!.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), Is.True);
        }
        else
        {
            var signature = ((ECDsa)identity.PrivateKey).SignData(data, HashAlgorithmName.SHA256);
            using var publicKey = identity.Certificate.GetECDsaPublicKey();
            Assert.That(publicKey!.VerifyData(data, signature, HashAlgorithmName.SHA256), Is.True);
        }
    }
}
