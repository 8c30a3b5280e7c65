namespace MobileDist.Signing.Keystores;

/// <summary>A private key in a JKS or JCEKS file.</summary>
/// <param name="Alias">As it was written; keytool writes lower case.</param>
/// <param name="EncryptedKey">An EncryptedPrivateKeyInfo with one of Sun's own algorithms.</param>
/// <param name="Certificates">DER, mostly leaf first.</param>
internal sealed record JavaKeyEntry(string Alias, ReadOnlyMemory<byte> EncryptedKey, IReadOnlyList<ReadOnlyMemory<byte>> Certificates);
