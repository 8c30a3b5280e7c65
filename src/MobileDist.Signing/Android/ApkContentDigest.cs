using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MobileDist.Signing.Android;

/// <summary>
/// The content digest of the schemes v2 and v3 (AOSP, "APK Signature Scheme v2", "Integrity-protected contents"): every
/// section in chunks of 1 MiB, each chunk's digest over 0xa5, its length and its bytes; then one digest over 0x5a, the
/// number of chunks and their digests. Chunks are read, hashed and, when asked, written on by all processors.
/// </summary>
internal sealed class ApkContentDigest
{
    private const int ChunkSize = 1 << 20;
    private const int ChunkPrefix = 5;

    // The prefix stands right before the bytes, so that one call hashes both; the bytes begin at a cache line.
    private const int DataAt = 64;
    private const int Sha256Size = SHA256.HashSizeInBytes;
    private const int Sha512Size = SHA512.HashSizeInBytes;

    private readonly ApkSection[] _sections;
    private readonly int[] _firstChunks;
    private readonly byte[]? _sha256;
    private readonly byte[]? _sha512;

    /// <param name="sections">In the order of the file.</param>
    /// <param name="sha256">Whether to compute the digest by SHA-256.</param>
    /// <param name="sha512">Whether to compute the digest by SHA-512.</param>
    public ApkContentDigest(ApkSection[] sections, bool sha256, bool sha512)
    {
        _sections = sections;
        _firstChunks = new int[sections.Length + 1];
        for (var i = 0; i < sections.Length; i++)
        {
            _firstChunks[i + 1] = _firstChunks[i] + (int)((sections[i].Length + ChunkSize - 1) / ChunkSize);
        }

        _sha256 = sha256 ? TopLevel(Sha256Size) : null;
        _sha512 = sha512 ? TopLevel(Sha512Size) : null;
    }

    private int ChunkCount => _firstChunks[^1];

    /// <summary>Goes once over all sections.</summary>
    /// <param name="copy">Takes each chunk of the first section, at its offset; null when nothing is to be written.</param>
    /// <param name="read">Told the bytes of each chunk that is done.</param>
    /// <param name="cancellation">Looked at before each chunk.</param>
    public void Compute(IPackageOutput? copy, Action<int> read, CancellationToken cancellation) =>
        WorkerGroup.Run(ChunkCount, DataAt + ChunkSize, (chunk, buffer) => read(Process(chunk, buffer, copy)), cancellation);

    /// <summary>The digest; only after <see cref="Compute"/>, only by a hash that was asked for.</summary>
    public byte[] Value(HashAlgorithmName hash) =>
        hash == HashAlgorithmName.SHA256 ? SHA256.HashData(_sha256!) : SHA512.HashData(_sha512!);

    private int Process(int chunk, byte[] buffer, IPackageOutput? copy)
    {
        var section = 0;
        while (chunk >= _firstChunks[section + 1])
        {
            section++;
        }

        var offset = (long)(chunk - _firstChunks[section]) * ChunkSize;
        var length = (int)Math.Min(ChunkSize, _sections[section].Length - offset);
        var data = buffer.AsSpan(DataAt, length);
        _sections[section].Read(offset, data);
        if (section == 0)
        {
            copy?.Write(offset, data);
        }

        var prefixed = buffer.AsSpan(DataAt - ChunkPrefix, ChunkPrefix + length);
        prefixed[0] = 0xa5;
        BinaryPrimitives.WriteInt32LittleEndian(prefixed[1..], length);
        if (_sha256 is not null)
        {
            SHA256.HashData(prefixed, _sha256.AsSpan(ChunkPrefix + (chunk * Sha256Size), Sha256Size));
        }

        if (_sha512 is not null)
        {
            SHA512.HashData(prefixed, _sha512.AsSpan(ChunkPrefix + (chunk * Sha512Size), Sha512Size));
        }

        return length;
    }

    private byte[] TopLevel(int digestSize)
    {
        var bytes = new byte[ChunkPrefix + (ChunkCount * digestSize)];
        bytes[0] = 0x5a;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), ChunkCount);
        return bytes;
    }
}
