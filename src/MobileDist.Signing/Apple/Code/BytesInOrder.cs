namespace MobileDist.Signing.Apple.Code;

/// <summary>Orders byte strings as DER does: byte by byte, a shorter one before those that begin with it.</summary>
internal sealed class BytesInOrder : IComparer<byte[]>
{
    private BytesInOrder()
    {
    }

    public static BytesInOrder Comparer { get; } = new();

    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}
