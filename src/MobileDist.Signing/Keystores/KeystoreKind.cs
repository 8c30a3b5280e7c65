namespace MobileDist.Signing.Keystores;

/// <summary>What a file is by its first bytes; the file's name says nothing (keytool writes PKCS#12 into a <c>.jks</c>).</summary>
internal enum KeystoreKind
{
    Unknown,
    Empty,

    // What can be read.
    Pkcs12,
    Jks,
    Jceks,
    Pem,
    PrivateKey,
    Base64,

    // What is taken for a keystore and is none.
    BouncyCastle,
    Certificate,
    Pkcs7,
    Zip,
    GitLfsPointer,
    OpenSslEncrypted,
    OpenPgp,
    MacKeychain,
    Json,
    Html,
    CutBase64,
    Text,
}
