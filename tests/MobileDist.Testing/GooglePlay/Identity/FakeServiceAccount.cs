using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace MobileDist.Testing.GooglePlay.Identity;

/// <summary>A service account with one key.</summary>
public sealed class FakeServiceAccount(string email) : IDisposable
{
    public const string KeyId = "0f3c2b1a99887766554433221100ffeeddccbbaa";

    // A new key takes a tenth of a second; the accounts of all tests share one.
    private static readonly Lazy<string> KeyText = new(() =>
    {
        using var made = RSA.Create(2048);
        return made.ExportPkcs8PrivateKeyPem();
    });

    public string Email => email;

    public RSA Key { get; } = Imported();

    public bool IsKeyDisabled { get; set; }

    public bool IsDisabled { get; set; }

    /// <summary>Subjects of workload identities, and mail addresses, that hold <c>roles/iam.workloadIdentityUser</c> or the like on it.</summary>
    public HashSet<string> Impersonators { get; } = new(StringComparer.Ordinal);

    /// <summary>The file that the console lets one download once.</summary>
    public string KeyFile(string tokenAddress) => new JsonObject
    {
        ["type"] = "service_account",
        ["project_id"] = "acme-play",
        ["private_key_id"] = KeyId,
        ["private_key"] = Key.ExportPkcs8PrivateKeyPem() + "\n",
        ["client_email"] = email,
        ["client_id"] = "118000000000000000001",
        ["auth_uri"] = "https://accounts.google.com/o/oauth2/auth",
        ["token_uri"] = tokenAddress,
        ["auth_provider_x509_cert_url"] = "https://www.googleapis.com/oauth2/v1/certs",
        ["client_x509_cert_url"] = "https://www.googleapis.com/robot/v1/metadata/x509/play",
        ["universe_domain"] = "googleapis.com",
    }.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true });

    public void Dispose() => Key.Dispose();

    private static RSA Imported()
    {
        var key = RSA.Create();
        key.ImportFromPem(KeyText.Value);
        return key;
    }
}
