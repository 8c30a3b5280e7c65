namespace MobileDist.Signing.Keystores;

/// <summary>How to get into a keystore.</summary>
/// <param name="Source">What the bytes are called in messages: the path, or the variable's name; never their content.</param>
/// <param name="StorePassword">Opens the store; null only for a key that is not encrypted.</param>
/// <param name="Alias">The entry; null or empty where the store holds exactly one key. Case does not count, as in Java.</param>
/// <param name="KeyPassword">Opens the key; null where it is the store's password.</param>
/// <param name="CertificateChain">For a bare private key (PEM or DER): its certificates as PEM or DER, in any order.</param>
public sealed record KeystoreAccess(
    string Source,
    Secret? StorePassword,
    string? Alias,
    Secret? KeyPassword,
    ReadOnlyMemory<byte>? CertificateChain)
{
    /// <summary>Where the user sets these things, for the next step that a message names.</summary>
    public KeystoreSettingNames Names { get; init; } = KeystoreSettingNames.Android;

    /// <summary>
    /// The passwords that may open the key, best first. The store's is among them: keytool ignores -keypass for PKCS#12, so that many a
    /// key password that people wrote down never was one.
    /// </summary>
    internal IEnumerable<string> KeyPasswords() =>
        new[] { KeyPassword is { IsEmpty: false } ? KeyPassword : null, StorePassword }
            .OfType<Secret>().Select(secret => secret.Reveal()).Distinct(StringComparer.Ordinal);
}
