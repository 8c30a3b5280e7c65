namespace MobileDist.Signing.Keystores;

internal static class JavaKeystoreReader
{
    public static SigningIdentity Read(ReadOnlyMemory<byte> bytes, KeystoreKind kind, KeystoreAccess access, KeystoreLimits limits) =>
        throw KeystoreFaults.Unsupported(access, kind.ToString(), "a Java layout").AsUnfit();
}
