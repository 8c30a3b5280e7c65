using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MobileDist.Signing.Keystores;

namespace MobileDist.Signing;

/// <summary>
/// A signing key for trying things out, when no keystore is given. Its certificate says so. Phones take an update only under the key of the
/// app that they have, so it is kept in a file and used again.
/// </summary>
public static class ThrowAwayIdentity
{
    private const string CommonName = "Throw-away key";
    private const int Years = 30;
    private const int RsaBits = 2048;

    /// <summary>RSA 2048, self-signed, valid from an hour before <paramref name="now"/> (clocks differ) for 30 years.</summary>
    public static SigningIdentity Create(DateTimeOffset now)
    {
        var key = RSA.Create(RsaBits);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(CommonName);
        subject.AddOrganizationalUnitName("For trying out; not for production");
        subject.AddOrganizationName("MobileDistPipeline");
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var withKey = request.CreateSelfSigned(now.AddHours(-1), now.AddYears(Years));
        return new SigningIdentity(CommonName, key, [X509CertificateLoader.LoadCertificate(withKey.RawData)]);
    }

    /// <summary>The identity in the file, or a new one that the file has from now on.</summary>
    /// <param name="path">PEM; the key in it is not encrypted, since there is nobody to ask for a password, so that only this user may read it (0600 on Unix).</param>
    /// <param name="now">When a new one begins to be valid.</param>
    /// <exception cref="DistributionException">The file is there and holds no usable identity; it is not overwritten.</exception>
    public static SigningIdentity LoadOrCreate(string path, DateTimeOffset now) => LoadOrCreate(path, () => Create(now));

    internal static SigningIdentity LoadOrCreate(string path, Func<SigningIdentity> create)
    {
        if (File.Exists(path))
        {
            return Load(path);
        }

        var identity = create();
        Save(identity, path);
        return identity;
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static SigningIdentity Load(string path)
    {
        var bytes = File.ReadAllBytes(path);
        try
        {
            return KeystoreReader.Read(bytes, new KeystoreAccess(path, null, null, null, null));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Writes key and chain as PEM, readable by this user only.</summary>
    public static void Save(SigningIdentity identity, string path)
    {
        using var pending = PendingFile.For(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var pkcs8 = identity.PrivateKey.ExportPkcs8PrivateKey();
        using (var writer = new StreamWriter(pending.FullPath, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), options))
        {
            var pem = PemEncoding.Write("PRIVATE KEY", pkcs8);
            writer.Write(pem);
            writer.Write('\n');
            Array.Clear(pem);
            foreach (var certificate in identity.Chain)
            {
                writer.Write(certificate.ExportCertificatePem());
                writer.Write('\n');
            }
        }

        CryptographicOperations.ZeroMemory(pkcs8);
        pending.Commit();
    }
}
