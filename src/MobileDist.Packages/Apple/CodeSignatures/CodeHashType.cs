namespace MobileDist.Packages.Apple.CodeSignatures;

/// <summary>Digests that a CodeDirectory is made with (<c>hashType</c>).</summary>
public enum CodeHashType
{
    None = 0,
    Sha1 = 1,
    Sha256 = 2,

    /// <summary>The first 20 bytes of SHA-256.</summary>
    Sha256Truncated = 3,

    Sha384 = 4,
}
