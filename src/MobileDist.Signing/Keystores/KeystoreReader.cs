using System.Collections.Immutable;
using System.Security.Cryptography;

namespace MobileDist.Signing.Keystores;

/// <summary>
/// Reads a signing key with its certificate chain. The kind is found by content: PKCS#12 (RFC 7292), JKS, JCEKS, a private
/// key as PEM or DER (PKCS#8 plain or encrypted, PKCS#1, SEC 1) with its certificates, or the base64 text of any of them.
/// </summary>
public static class KeystoreReader
{
    /// <summary>Reads the entry that <paramref name="access"/> names.</summary>
    /// <param name="bytes">The whole keystore; not kept.</param>
    /// <param name="access">Passwords, alias, and what to call it in messages.</param>
    /// <returns>The key with its chain, leaf first; the private key belongs to the leaf. The caller disposes it.</returns>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: not a keystore, damaged, wrong password, wrong
    /// alias, no certificate of the key; each says what to do. No password and no key material is in it.</exception>
    public static SigningIdentity Read(ReadOnlyMemory<byte> bytes, KeystoreAccess access) => Read(bytes, access, KeystoreLimits.Default);

    internal static SigningIdentity Read(ReadOnlyMemory<byte> bytes, KeystoreAccess access, KeystoreLimits limits) =>
        Decode(bytes, access, limits, (kind, content) => ReadKind(kind, content, access, limits));

    /// <summary>Every key of a PKCS#12 file, once with each certificate that was issued for it; of any other kind the one that it holds.</summary>
    internal static ImmutableArray<SigningIdentity> ReadAll(ReadOnlyMemory<byte> bytes, KeystoreAccess access, KeystoreLimits limits) =>
        Decode(bytes, access, limits, (kind, content) => kind == KeystoreKind.Pkcs12 ? Pkcs12Reader.ReadAll(content, access, limits) : [ReadKind(kind, content, access, limits)]);

    private static T Decode<T>(ReadOnlyMemory<byte> bytes, KeystoreAccess access, KeystoreLimits limits, Func<KeystoreKind, ReadOnlyMemory<byte>, T> read)
    {
        if (bytes.Length > limits.FileSize)
        {
            throw KeystoreFaults.TooLarge(access.Source, bytes.Length, limits.FileSize).AsUnfit();
        }

        var kind = KeystoreContent.Identify(bytes.Span);
        if (kind != KeystoreKind.Base64)
        {
            return read(kind, bytes);
        }

        var decoded = KeystoreContent.DecodeBase64(KeystoreContent.ReadText(bytes.Span)!)
            ?? throw KeystoreFaults.NotAKeystore(access.Source, KeystoreKind.CutBase64).AsUnfit();
        try
        {
            // Base64 within base64 is a mistake that is told as such, not unwrapped for ever.
            return read(KeystoreContent.Identify(decoded), decoded);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(decoded);
        }
    }

    internal static SigningIdentity ReadKind(KeystoreKind kind, ReadOnlyMemory<byte> bytes, KeystoreAccess access, KeystoreLimits limits) => kind switch
    {
        KeystoreKind.Pkcs12 => Pkcs12Reader.Read(bytes, access, limits),
        KeystoreKind.Jks or KeystoreKind.Jceks => JavaKeystoreReader.Read(bytes, kind, access, limits),
        KeystoreKind.Pem => PemReader.Read(bytes, access, limits),
        KeystoreKind.PrivateKey => DerKeyReader.Read(bytes, access, limits),
        _ => throw KeystoreFaults.NotAKeystore(access.Source, kind).AsUnfit(),
    };
}
