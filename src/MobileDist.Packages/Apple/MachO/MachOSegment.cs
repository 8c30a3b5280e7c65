namespace MobileDist.Packages.Apple.MachO;

/// <summary>One segment of a slice.</summary>
/// <param name="Name"><c>__TEXT</c>.</param>
/// <param name="CommandOffset">Where its load command begins, from the start of the slice.</param>
/// <param name="FileOffset">Where its content begins, from the start of the slice.</param>
/// <param name="FileSize">Bytes of content in the file.</param>
/// <param name="VirtualSize">Bytes in memory.</param>
public sealed record MachOSegment(string Name, int CommandOffset, long FileOffset, long FileSize, ulong VirtualSize)
{
    public const string Text = "__TEXT";
    public const string LinkEdit = "__LINKEDIT";

    public long FileEnd => FileOffset + FileSize;
}
