namespace MobileDist.Testing.Apple;

/// <summary>How a <c>.p12</c> is written.</summary>
public enum AppleTestExport
{
    /// <summary>PBES2 with AES-256 and SHA-256, as OpenSSL 3 and new Keychain Access versions write.</summary>
    Modern = 0,

    /// <summary>PBE with SHA-1 and 3DES, as older tools write.</summary>
    TripleDes = 1,
}
