using System.Security.Cryptography;

namespace MobileDist.Testing.GooglePlay;

/// <summary>An upload of which the fake has the first bytes, or all.</summary>
internal sealed class FakePlayUpload(string id, string path, long length, bool isHashed, Func<FakePlayUpload, FakePlayAnswer> finish, Func<byte[], FakePlayContent?> read) : IDisposable
{
    // A small package of the samples is whole.
    private const int HeadLength = 256 * 1024;

    private readonly IncrementalHash _sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream _head = new();

    public string Id => id;

    public string Path => path;

    public long Length => length;

    public bool IsHashed => isHashed;

    public long Received { get; private set; }

    public bool IsForgotten { get; set; }

    /// <summary>The answer to the last byte, which is given again to whoever asks.</summary>
    public FakePlayAnswer? Final { get; private set; }

    public string Sha1 => Convert.ToHexStringLower(_sha1.GetCurrentHash());

    public string Sha256 => Convert.ToHexStringLower(_sha256.GetCurrentHash());

    public FakePlayContent? Content => read(_head.ToArray());

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (isHashed)
        {
            _sha1.AppendData(bytes);
            _sha256.AppendData(bytes);
        }

        _head.Write(bytes[..(int)Math.Min(bytes.Length, Math.Max(0, HeadLength - _head.Length))]);
        Received += bytes.Length;
    }

    public FakePlayAnswer Finish() => Final ??= finish(this);

    public void Dispose()
    {
        _sha1.Dispose();
        _sha256.Dispose();
        _head.Dispose();
    }
}
