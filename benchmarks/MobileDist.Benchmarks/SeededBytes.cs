using System.Runtime.InteropServices;

namespace MobileDist.Benchmarks;

/// <summary>Bytes that no compressor makes smaller, the same for the same seed: the SplitMix64 sequence.</summary>
internal sealed class SeededBytes(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Fills a buffer whose length is a multiple of eight.</summary>
    public void Fill(Span<byte> buffer)
    {
        foreach (ref var word in MemoryMarshal.Cast<byte, ulong>(buffer))
        {
            word = Next();
        }
    }

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
