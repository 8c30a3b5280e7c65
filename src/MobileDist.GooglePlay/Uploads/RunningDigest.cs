using System.Security.Cryptography;

namespace MobileDist.GooglePlay;

/// <summary>The SHA-256 of a file, taken of its bytes as they are sent: some are sent twice after a break, and each counts once.</summary>
internal sealed class RunningDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>How many bytes it is of.</summary>
    public long Length { get; private set; }

    /// <param name="position">Where in the file the bytes begin; not behind those that came before.</param>
    /// <param name="bytes">The bytes.</param>
    public void Append(long position, ReadOnlySpan<byte> bytes)
    {
        var known = Length - position;
        ArgumentOutOfRangeException.ThrowIfNegative(known, nameof(position));
        if (known < bytes.Length)
        {
            _hash.AppendData(bytes[(int)known..]);
            Length = position + bytes.Length;
        }
    }

    /// <summary>Of all so far, in lower case hexadecimal.</summary>
    public string Read() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();
}
