using Microsoft.Win32.SafeHandles;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>Takes signed code front to back into a file, and digests it on the way.</summary>
/// <param name="path">Does not exist yet.</param>
/// <param name="isDigested">Whether a seal lists the file; the app's own executable stands in none.</param>
internal sealed class SignedCodeStream(string path, bool isDigested) : Stream
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
    private readonly FileDigester _digester = new();
    private long _length;

    public uint Crc32 { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position { get => _length; set => throw new NotSupportedException(); }

    /// <summary>The digest of everything that was written; once, at the end. Null when nobody asked for it.</summary>
    public FileDigest? Digest() => isDigested ? _digester.Value() : null;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        RandomAccess.Write(_file, buffer, _length);
        if (isDigested)
        {
            _digester.Append(buffer);
        }

        Crc32 = ZipChecksum.Append(Crc32, buffer);
        _length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _digester.Dispose();
            _file.Dispose();
        }

        base.Dispose(disposing);
    }
}
