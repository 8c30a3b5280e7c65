using System.Security.Cryptography;
using MobileDist.Signing;
using MobileDist.Testing;

namespace MobileDist.Doors.Tests;

/// <summary>Keys and passwords with everything in them that JSON, addresses, Base64, HTML or a platform's commands have to escape.</summary>
internal sealed class MarkedKeys
{
    public const string StorePassword = "mk St\"o\\re%41&p+w/<1>;]";
    public const string KeyPassword = "mk'Key:pa%%ss=w:d,2{}|~";
    public const string Alias = "upload";

    // What base64(1) makes of a file: lines of 76 characters.
    private const int LineLength = 76;

    // Of a PKCS#8 key of 2048 bits; what stands before it is public.
    private static readonly Range PrivateExponent = 400..440;

    private MarkedKeys(byte[] keystore, string pem, string certificate)
    {
        Keystore = keystore;
        Pem = pem;
        Certificate = certificate;
        KeystoreText = string.Join('\n', Convert.ToBase64String(keystore).Chunk(LineLength).Select(line => new string(line))) + "\n";
    }

    /// <summary>A Java keystore, whose key has a password of its own.</summary>
    public byte[] Keystore { get; }

    /// <summary>The same in Base64, in many lines.</summary>
    public string KeystoreText { get; }

    /// <summary>A bare key, in many lines.</summary>
    public string Pem { get; }

    /// <summary>The bare key's certificate; no secret.</summary>
    public string Certificate { get; }

    public IEnumerable<Mark> Marks =>
    [
        Mark.Of("keystore password", StorePassword),
        Mark.Of("key password", KeyPassword),
        .. Mark.Lines("keystore", KeystoreText),
        .. Mark.Lines("bare key", Pem),
        new Mark("keystore's bytes", Keystore[200..240]),
        new Mark("bare key's bytes", Convert.FromBase64String(string.Concat(Pem.Split('\n').Where(line => !line.StartsWith('-'))))[PrivateExponent]),
    ];

    public static MarkedKeys Make()
    {
        var keytool = Peer.Require("keytool");
        using var folder = new TestFolder();
        var file = folder.Combine("upload.jks");
        keytool.Run(
            "-genkeypair", "-keystore", file, "-storetype", "JKS", "-storepass", StorePassword, "-keypass", KeyPassword, "-alias", Alias,
            "-keyalg", "RSA", "-keysize", "2048", "-validity", "10000", "-dname", "CN=Marked").Succeeded();
        using var identity = ThrowAwayIdentity.Create(TimeProvider.System.GetUtcNow());
        return new MarkedKeys(File.ReadAllBytes(file), ((RSA)identity.PrivateKey).ExportPkcs8PrivateKeyPem(), identity.Certificate.ExportCertificatePem());
    }
}
