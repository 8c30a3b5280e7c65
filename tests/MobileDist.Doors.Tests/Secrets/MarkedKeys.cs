using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
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

    private readonly string _googleKey;

    private MarkedKeys(byte[] keystore, string pem, string certificate, string googleKey, string appleKey)
    {
        _googleKey = googleKey;
        AppleKey = appleKey;
        GoogleKeyFile = new JsonObject
        {
            ["type"] = "service_account",
            ["private_key_id"] = "0f3c2b1a99887766554433221100ffeeddccbbaa",
            ["private_key"] = googleKey,
            ["client_email"] = "play@acme.iam.gserviceaccount.com",
            ["token_uri"] = "https://oauth2.googleapis.com/token",
        }.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
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

    /// <summary>A service account's key file for Google Play, JSON in many lines.</summary>
    public string GoogleKeyFile { get; }

    /// <summary>A key of App Store Connect, in many lines.</summary>
    public string AppleKey { get; }

    public IEnumerable<Mark> Marks =>
    [
        Mark.Of("keystore password", StorePassword),
        Mark.Of("key password", KeyPassword),
        .. Mark.Lines("keystore", KeystoreText),
        .. Mark.Lines("bare key", Pem),
        .. Mark.Lines("Google's key", _googleKey),
        .. Mark.Lines("Apple's key", AppleKey),
        new Mark("keystore's bytes", Keystore[200..240]),
        new Mark("bare key's bytes", Bytes(Pem)[PrivateExponent]),
        new Mark("Google's key's bytes", Bytes(_googleKey)[PrivateExponent]),
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
        using var google = RSA.Create(2048);
        using var apple = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new MarkedKeys(
            File.ReadAllBytes(file),
            ((RSA)identity.PrivateKey).ExportPkcs8PrivateKeyPem(),
            identity.Certificate.ExportCertificatePem(),
            google.ExportPkcs8PrivateKeyPem() + "\n",
            apple.ExportPkcs8PrivateKeyPem());
    }

    private static byte[] Bytes(string pem) => Convert.FromBase64String(string.Concat(pem.Split('\n').Where(line => !line.StartsWith('-'))));
}
