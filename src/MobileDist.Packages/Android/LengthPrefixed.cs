using System.Buffers.Binary;

namespace MobileDist.Packages.Android;

/// <summary>Walks u32 length + bytes, nested, as the signature schemes are laid out; what does not fit is a fault.</summary>
internal struct LengthPrefixed(ReadOnlyMemory<byte> bytes, uint pairId, string file)
{
    /// <summary>What was not taken yet.</summary>
    public ReadOnlyMemory<byte> Rest { get; private set; } = bytes;

    public readonly bool IsEmpty => Rest.IsEmpty;

    /// <summary>The next element, without its length.</summary>
    public LengthPrefixed Take(string what)
    {
        var length = TakeInt32(what);
        if (length < 0 || length > Rest.Length)
        {
            throw ApkFaults.Signers(file, pairId, $"the {what} claims '{(uint)length}' bytes where '{Rest.Length}' are left");
        }

        var element = new LengthPrefixed(Rest[..length], pairId, file);
        Rest = Rest[length..];
        return element;
    }

    public int TakeInt32(string what)
    {
        if (Rest.Length < 4)
        {
            throw ApkFaults.Signers(file, pairId, $"the {what} is cut off");
        }

        var value = BinaryPrimitives.ReadInt32LittleEndian(Rest.Span);
        Rest = Rest[4..];
        return value;
    }

    public readonly void Limit(int count, int most)
    {
        if (count == most)
        {
            throw ApkFaults.Signers(file, pairId, $"a list has more than '{most}' elements");
        }
    }
}
