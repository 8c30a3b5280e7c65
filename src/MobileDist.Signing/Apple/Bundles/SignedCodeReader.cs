using Microsoft.Win32.SafeHandles;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>Reads signed code, of which one file holds what was kept from the unsigned one and another what was not, as one.</summary>
internal sealed class SignedCodeReader : IDisposable
{
    private readonly CodeFile _code;
    private readonly string _name;
    private readonly SafeFileHandle _changed;
    private readonly SafeFileHandle? _unsigned;

    /// <param name="code">Has been signed.</param>
    /// <param name="name">What it is called in messages.</param>
    public SignedCodeReader(CodeFile code, string name)
    {
        (_code, _name) = (code, name);
        _changed = File.OpenHandle(code.SignedPath, options: FileOptions.RandomAccess);
        try
        {
            _unsigned = code.Kept.Length > 0 ? File.OpenHandle(code.UnsignedPath, options: FileOptions.RandomAccess) : null;
            Length = RandomAccess.GetLength(_changed) + code.Kept.Length;
        }
        catch
        {
            _changed.Dispose();
            throw;
        }
    }

    /// <summary>Bytes of the signed file.</summary>
    public long Length { get; }

    /// <summary>Reads all that is asked for.</summary>
    /// <exception cref="IOException">It is not there any more.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var (file, at, end) = Place(offset);
            var read = RandomAccess.Read(file, destination[..(int)Math.Min(destination.Length, end - offset)], at);
            if (read == 0)
            {
                throw new IOException($"'{_name}' became shorter while it was packed.");
            }

            offset += read;
            destination = destination[read..];
        }
    }

    public void Dispose()
    {
        _changed.Dispose();
        _unsigned?.Dispose();
    }

    // Which file has the byte, where in it, and up to which byte of the whole that goes on.
    private (SafeFileHandle File, long At, long End) Place(long offset)
    {
        var kept = _code.Kept;
        if (_unsigned is not null && offset >= kept.Offset && offset < kept.End)
        {
            return (_unsigned, offset, kept.End);
        }

        return offset < kept.Offset ? (_changed, offset, kept.Offset) : (_changed, offset - kept.Length, long.MaxValue);
    }
}
