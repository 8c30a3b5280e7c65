using System.Security.Cryptography;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>Computes a <see cref="FileDigest"/> piece by piece.</summary>
internal sealed class FileDigester : IDisposable
{
    private readonly IncrementalHash _sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _sha1.AppendData(bytes);
        _sha256.AppendData(bytes);
    }

    public FileDigest Value() => new(_sha1.GetHashAndReset(), _sha256.GetHashAndReset());

    public void Dispose()
    {
        _sha1.Dispose();
        _sha256.Dispose();
    }
}
