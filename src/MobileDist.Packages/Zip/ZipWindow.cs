using Microsoft.Win32.SafeHandles;

namespace MobileDist.Packages.Zip;

/// <summary>Reads small pieces of a file in ascending order through one small buffer, so that neighbours share a system call.</summary>
internal sealed class ZipWindow(SafeFileHandle handle, long limit, string file)
{
    private const int Smallest = 4096;
    private byte[] _buffer = new byte[Smallest];
    private long _start;
    private int _length;

    /// <summary>The bytes at an offset; the caller has checked that they lie below the limit. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Get(long offset, int count)
    {
        if (offset < _start || offset + count > _start + _length)
        {
            if (count > _buffer.Length)
            {
                _buffer = new byte[count];
            }

            var wanted = (int)Math.Min(_buffer.Length, limit - offset);
            _start = offset;
            _length = 0;
            while (_length < wanted)
            {
                var read = RandomAccess.Read(handle, _buffer.AsSpan(_length, wanted - _length), offset + _length);
                if (read == 0)
                {
                    throw ZipFaults.Cut(file, offset + _length);
                }

                _length += read;
            }
        }

        return _buffer.AsSpan((int)(offset - _start), count);
    }
}
