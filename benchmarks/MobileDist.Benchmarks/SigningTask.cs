using System.Collections.Immutable;

namespace MobileDist.Benchmarks;

/// <summary>One thing to sign: which package, with which schemes.</summary>
/// <param name="Input">The unsigned, unaligned package.</param>
/// <param name="Schemes">Ascending: 1, 2, 3.</param>
internal sealed record SigningTask(string Input, ImmutableArray<int> Schemes)
{
    /// <summary>The minimum SDK that asks for these schemes.</summary>
    public int MinSdk => Schemes.Contains(1) ? 21 : 24;

    public string SchemesText => string.Join(" + ", Schemes.Select(scheme => $"v{scheme}"));
}
