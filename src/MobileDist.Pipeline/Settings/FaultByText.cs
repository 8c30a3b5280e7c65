namespace MobileDist.Pipeline.Settings;

/// <summary>Two faults are one when they read alike: the same variable may be missing for several apps.</summary>
internal sealed class FaultByText : IEqualityComparer<Fault>
{
    public static FaultByText Instance { get; } = new();

    public bool Equals(Fault? x, Fault? y) =>
        x is not null && y is not null
        && string.Equals(x.Headline, y.Headline, StringComparison.Ordinal)
        && x.Details.SequenceEqual(y.Details);

    public int GetHashCode(Fault obj) => StringComparer.Ordinal.GetHashCode(obj.Headline);
}
