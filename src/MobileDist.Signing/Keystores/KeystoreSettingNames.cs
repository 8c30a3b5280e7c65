namespace MobileDist.Signing.Keystores;

/// <summary>What the user sets to get into a keystore, as messages name it.</summary>
/// <param name="StorePassword">The setting with the store's password.</param>
/// <param name="Alias">The setting with the entry's name.</param>
/// <param name="KeyPassword">The setting with the key's own password.</param>
/// <param name="Certificate">The setting with the chain of a bare key; null where there is none.</param>
public sealed record KeystoreSettingNames(string StorePassword, string Alias, string KeyPassword, string? Certificate = null)
{
    public static KeystoreSettingNames Android { get; } = new("ANDROID_KEYSTORE_PASSWORD", "ANDROID_KEY_ALIAS", "ANDROID_KEY_PASSWORD", "ANDROID_KEY_CERTIFICATE");

    public static KeystoreSettingNames Apple { get; } = new("IOS_CERTIFICATE_PASSWORD", "the name of the certificate", "IOS_CERTIFICATE_PASSWORD");
}
