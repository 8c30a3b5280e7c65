using System.Security.Cryptography;
using System.Text;

namespace MobileDist.Signing.Keystores;

/// <summary>
/// The layout that JKS and JCEKS share: magic, version, count, entries, and a SHA-1 over the password and all of it.
/// Everything but the digest reads without a password.
/// </summary>
internal sealed class JavaKeystore
{
    private const int KeyTag = 1;
    private const int CertificateTag = 2;
    private const int SecretTag = 3;

    private readonly ReadOnlyMemory<byte> _body;
    private readonly ReadOnlyMemory<byte> _digest;

    private JavaKeystore(ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> digest, List<JavaKeyEntry> keys, List<string> others)
    {
        _body = body;
        _digest = digest;
        Keys = keys;
        Others = others;
    }

    public IReadOnlyList<JavaKeyEntry> Keys { get; }

    /// <summary>Aliases of certificates and secret keys.</summary>
    public IReadOnlyList<string> Others { get; }

    public static JavaKeystore Parse(ReadOnlyMemory<byte> bytes, KeystoreKind kind, string format, KeystoreAccess access, KeystoreLimits limits)
    {
        var reader = new JavaBytes(bytes, format, access);
        reader.ReadUInt32();
        var version = reader.ReadUInt32();
        if (version is not (1 or 2))
        {
            throw KeystoreFaults.Unsupported(access, format, $"the version '{version}'").AsUnfit();
        }

        var count = reader.ReadUInt32();
        if (count > limits.Entries)
        {
            throw reader.Damaged($"it claims {count} entries; at most {limits.Entries} are read");
        }

        List<JavaKeyEntry> keys = [];
        List<string> others = [];
        for (var i = 0; i < count; i++)
        {
            var tag = reader.ReadUInt32();
            var alias = reader.ReadText();
            reader.ReadUInt64();
            switch (tag)
            {
                case KeyTag:
                    keys.Add(ReadKey(reader, alias, version, limits));
                    break;
                case CertificateTag:
                    ReadCertificate(reader, version);
                    others.Add(alias);
                    break;
                case SecretTag when kind == KeystoreKind.Jceks:
                    JavaSerializedObject.Skip(reader);
                    others.Add(alias);
                    break;
                default:
                    throw reader.Damaged($"an entry before byte {reader.Position} is of the unknown kind {tag}");
            }
        }

        var end = reader.Position;
        return new JavaKeystore(bytes[..end], reader.Take(SHA1.HashSizeInBytes), keys, others);
    }

    /// <summary>Whether the password is right and the file as it was written.</summary>
    public bool IsIntact(string password)
    {
        using var sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        var passwordBytes = Encoding.BigEndianUnicode.GetBytes(password);
        sha1.AppendData(passwordBytes);
        sha1.AppendData("Mighty Aphrodite"u8);
        sha1.AppendData(_body.Span);
        CryptographicOperations.ZeroMemory(passwordBytes);
        return CryptographicOperations.FixedTimeEquals(sha1.GetHashAndReset(), _digest.Span);
    }

    private static JavaKeyEntry ReadKey(JavaBytes reader, string alias, uint version, KeystoreLimits limits)
    {
        var key = reader.Take(reader.ReadUInt32());
        var count = reader.ReadUInt32();
        if (count > limits.Entries)
        {
            throw reader.Damaged($"a key claims {count} certificates before byte {reader.Position}; at most {limits.Entries} are read");
        }

        List<ReadOnlyMemory<byte>> certificates = [];
        for (var i = 0; i < count; i++)
        {
            certificates.Add(ReadCertificate(reader, version));
        }

        return new JavaKeyEntry(alias, key, certificates);
    }

    private static ReadOnlyMemory<byte> ReadCertificate(JavaBytes reader, uint version)
    {
        if (version == 2)
        {
            // The kind; it has never been anything but X.509.
            reader.ReadText();
        }

        return reader.Take(reader.ReadUInt32());
    }
}
