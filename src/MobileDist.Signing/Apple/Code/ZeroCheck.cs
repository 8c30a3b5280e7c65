using MobileDist.Packages.Apple.MachO;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Looks for something where only zeros belong.</summary>
internal static class ZeroCheck
{
    /// <summary>Where the first byte lies that is not zero; null when there is none.</summary>
    public static long? FindNonZero(IMachOSource source, long from, long to, CancellationToken ct)
    {
        var buffer = new byte[(int)Math.Clamp(to - from, 0, 1 << 16)];
        while (from < to)
        {
            ct.ThrowIfCancellationRequested();
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, to - from));
            source.Read(from, part);
            var found = part.IndexOfAnyExcept((byte)0);
            if (found >= 0)
            {
                return from + found;
            }

            from += part.Length;
        }

        return null;
    }
}
