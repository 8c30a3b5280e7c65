namespace MobileDist.Signing.Tests.Apple.Bundles;

/// <summary>Writes a deflate stream (RFC 1951) block by block, each of the kind that the test asks for, bit by bit and without any library.</summary>
internal sealed class DeflateBlockWriter
{
    private readonly List<byte> _bytes = [];
    private int _bits;

    /// <summary>What the stream unpacks to.</summary>
    public List<byte> Content { get; } = [];

    /// <summary>Behind each block but the last: the bits of packed, and the bytes of unpacked data before it.</summary>
    public List<(long Bit, long Byte)> Places { get; } = [];

    /// <summary>A stored block; at most 65535 bytes.</summary>
    public void Stored(byte[] content)
    {
        Write(0b000, 3);
        _bits = 0;
        foreach (var number in (int[])[content.Length, ~content.Length])
        {
            Write(number & 0xffff, 16);
        }

        _bytes.AddRange(content);
        Finish(content);
    }

    /// <summary>A block of the fixed code, all bytes literal.</summary>
    public void Fixed(byte[] content)
    {
        Write(0b010, 3);
        foreach (var value in content)
        {
            WriteCode(value < 144 ? 0x30 + value : 0x190 + value - 144, value < 144 ? 8 : 9);
        }

        WriteCode(0, 7);
        Finish(content);
    }

    /// <summary>The last block, an empty one.</summary>
    public void End()
    {
        Write(0b011, 3);
        WriteCode(0, 7);
    }

    public byte[] ToArray() => [.. _bytes];

    private void Finish(byte[] content)
    {
        Content.AddRange(content);
        Places.Add(((_bytes.Count * 8L) - (_bits == 0 ? 0 : 8 - _bits), Content.Count));
    }

    // Codes begin with their highest bit, numbers with their lowest.
    private void WriteCode(int code, int length)
    {
        for (var bit = length - 1; bit >= 0; bit--)
        {
            Write((code >> bit) & 1, 1);
        }
    }

    private void Write(int value, int count)
    {
        for (var bit = 0; bit < count; bit++)
        {
            if (_bits == 0)
            {
                _bytes.Add(0);
            }

            _bytes[^1] |= (byte)(((value >> bit) & 1) << _bits);
            _bits = (_bits + 1) % 8;
        }
    }
}
