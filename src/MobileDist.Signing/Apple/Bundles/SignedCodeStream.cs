using Microsoft.Win32.SafeHandles;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>
/// Takes signed code front to back and digests it on the way. What is the same as in the unsigned file, which is nearly all of it, goes to
/// no disk again: the file holds what is before it, and right behind that what comes after it.
/// </summary>
/// <param name="path">Does not exist yet.</param>
/// <param name="isDigested">Whether a seal lists the file; the app's own executable stands in none.</param>
internal sealed class SignedCodeStream(string path, bool isDigested) : Stream
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
    private readonly FileDigester _digester = new();
    private long _length;

    public uint Crc32 { get; private set; }

    /// <summary>The bytes that are not in the file.</summary>
    public MachORange Kept { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position { get => _length; set => throw new NotSupportedException(); }

    /// <summary>The digest of everything that was written; once, at the end. Null when nobody asked for it.</summary>
    public FileDigest? Digest() => isDigested ? _digester.Value() : null;

    /// <summary>Leaves a stretch out of the file; said before anything is written.</summary>
    public void Keep(MachORange range) => Kept = range;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var before = (int)Math.Clamp(Kept.Offset - _length, 0, buffer.Length);
        var behind = (int)Math.Clamp(Kept.End - _length, before, buffer.Length);
        Store(buffer[..before], _length);
        Store(buffer[behind..], _length + behind - Kept.Length);
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

    private void Store(ReadOnlySpan<byte> bytes, long offset)
    {
        if (!bytes.IsEmpty)
        {
            RandomAccess.Write(_file, bytes, offset);
        }
    }

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
