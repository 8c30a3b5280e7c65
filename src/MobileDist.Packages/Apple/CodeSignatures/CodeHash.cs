using System.Security.Cryptography;

namespace MobileDist.Packages.Apple.CodeSignatures;

/// <summary>Computes the digests of code signatures.</summary>
public static class CodeHash
{
    /// <summary>Bytes of a cdhash, whatever the digest.</summary>
    public const int CdHashSize = 20;

    /// <summary>Bytes of the longest digest.</summary>
    public const int LargestSize = 48;

    /// <summary>Bytes of one hash slot.</summary>
    public static int SizeOf(CodeHashType type) => type switch
    {
        CodeHashType.Sha1 or CodeHashType.Sha256Truncated => 20,
        CodeHashType.Sha256 => 32,
        CodeHashType.Sha384 => 48,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static HashAlgorithmName NameOf(CodeHashType type) => type switch
    {
        CodeHashType.Sha1 => HashAlgorithmName.SHA1,
        CodeHashType.Sha384 => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA256,
    };

    /// <summary>Writes the digest, <see cref="SizeOf"/> bytes of it, to the start of the destination.</summary>
    public static void Compute(CodeHashType type, ReadOnlySpan<byte> bytes, Span<byte> destination)
    {
        Span<byte> whole = stackalloc byte[LargestSize];
        _ = type switch
        {
            CodeHashType.Sha1 => SHA1.HashData(bytes, whole),
            CodeHashType.Sha384 => SHA384.HashData(bytes, whole),
            _ => SHA256.HashData(bytes, whole),
        };
        whole[..SizeOf(type)].CopyTo(destination);
    }

    public static byte[] Compute(CodeHashType type, ReadOnlySpan<byte> bytes)
    {
        var digest = new byte[SizeOf(type)];
        Compute(type, bytes, digest);
        return digest;
    }

    /// <summary>The whole digest, also where only its first 20 bytes are stored.</summary>
    public static byte[] ComputeWhole(CodeHashType type, ReadOnlySpan<byte> bytes) =>
        type == CodeHashType.Sha256Truncated ? SHA256.HashData(bytes) : Compute(type, bytes);
}
