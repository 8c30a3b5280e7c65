using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Signing;

namespace MobileDist.Doors.Tests;

/// <summary>A keystore for one test.</summary>
internal static class SampleKey
{
    public static byte[] Pkcs12(string password)
    {
        using var identity = ThrowAwayIdentity.Create(TimeProvider.System.GetUtcNow());
        using var withKey = identity.Certificate.CopyWithPrivateKey((RSA)identity.PrivateKey);
        return withKey.Export(X509ContentType.Pkcs12, password);
    }
}
