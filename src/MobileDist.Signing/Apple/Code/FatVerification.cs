using MobileDist.Packages.Apple.MachO;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Checks what of a fat file lies outside of its slices, which no signature covers: header and gaps.</summary>
internal static class FatVerification
{
    private const int HeaderSize = 8;
    private const int EntrySize = 20;
    private const uint LargestAlignment = 24;

    public static void Check(MachOFile file, CodeFindingList findings, CancellationToken ct)
    {
        if (!file.IsFat)
        {
            return;
        }

        Span<byte> magic = stackalloc byte[4];
        file.Source.Read(0, magic);
        if (magic[3] != 0xbe)
        {
            findings.Add(CodeFindingKind.LayoutWrong, "its fat header is of the 64-bit form, which no iOS device reads");
            return;
        }

        long end = HeaderSize + (EntrySize * file.Slices.Length);
        foreach (var slice in file.Slices.OrderBy(slice => slice.Offset))
        {
            CheckSlice(slice, end, findings.Of(slice.Cpu.Name));
            CheckGap(file.Source, end, slice.Offset, findings, ct);
            end = slice.Offset + slice.Length;
        }

        if (end != file.Source.Length)
        {
            findings.Add(CodeFindingKind.LayoutWrong, $"'{file.Source.Length - end}' bytes lie behind its last slice, which ends at '{end}'");
        }
    }

    private static void CheckSlice(MachOSlice slice, long previousEnd, CodeFindingList findings)
    {
        var entry = slice.FatEntry!.Value;
        if (entry.Alignment > LargestAlignment || slice.Offset % (1L << (int)entry.Alignment) != 0)
        {
            findings.Add(CodeFindingKind.LayoutWrong, $"the slice begins at '{slice.Offset}', which does not fit its alignment of 2^'{entry.Alignment}'");
        }
        else if (slice.Offset - previousEnd >= 1L << (int)entry.Alignment)
        {
            findings.Add(CodeFindingKind.LayoutWrong, $"'{slice.Offset - previousEnd}' bytes lie unused before the slice");
        }

        // For macOS some tools leave a capability bit of x86_64 out of the header.
        if (entry.Cpu != slice.Cpu && CodeRules.AreMobile(slice))
        {
            findings.Add(
                CodeFindingKind.LayoutWrong,
                $"the fat header gives the slice the CPU '{entry.Cpu.Type:x}/{entry.Cpu.Subtype:x}', and the slice itself '{slice.Cpu.Type:x}/{slice.Cpu.Subtype:x}'");
        }
    }

    private static void CheckGap(IMachOSource source, long from, long to, CodeFindingList findings, CancellationToken ct)
    {
        if (ZeroCheck.FindNonZero(source, from, to, ct) is { } at)
        {
            findings.Add(CodeFindingKind.SignatureIrregular, $"the byte at '{at}', between its slices, is not zero");
        }
    }
}
