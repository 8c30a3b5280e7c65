using Microsoft.Win32.SafeHandles;

namespace MobileDist.Packages.Android;

/// <summary>
/// A stretch of an open file, read in small windows: a resource table of tens of megabytes costs only the pages that
/// the answer lies in.
/// </summary>
internal sealed class FileBytes(SafeFileHandle handle, long start, int length, Func<string, DistributionException> malformed)
    : ByteSource(length, malformed)
{
    private const int WindowSize = 4096;

    private readonly byte[] _window = new byte[WindowSize];
    private int _windowOffset;
    private int _windowLength;

    protected override void ReadCore(int offset, Span<byte> destination)
    {
        if (destination.Length > WindowSize)
        {
            Fill(offset, destination);
            return;
        }

        if (offset < _windowOffset || offset + destination.Length > _windowOffset + _windowLength)
        {
            // Aligned windows, so that walking back a few bytes does not read the same page again.
            var aligned = offset - (offset % WindowSize);
            _windowOffset = offset + destination.Length > aligned + WindowSize ? offset : aligned;
            _windowLength = Math.Min(WindowSize, Length - _windowOffset);
            Fill(_windowOffset, _window.AsSpan(0, _windowLength));
        }

        _window.AsSpan(offset - _windowOffset, destination.Length).CopyTo(destination);
    }

    private void Fill(int offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var read = RandomAccess.Read(handle, destination, start + offset);
            if (read == 0)
            {
                _windowLength = 0;
                throw Malformed("the package became shorter while it was read");
            }

            offset += read;
            destination = destination[read..];
        }
    }
}
