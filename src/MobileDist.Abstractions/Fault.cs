using System.Collections.Immutable;

namespace MobileDist;

/// <summary>One thing that is wrong, in the user's words: what, the facts around it, and what to do next.</summary>
/// <param name="Headline">What was wrong, one sentence, the offending value in single quotes.</param>
/// <param name="Remedy">The next step for the user, one or two sentences; null only where there is none.</param>
/// <param name="Details">Facts as name and value, in the order to show them (file, line, valid values …).</param>
public sealed record Fault(string Headline, string? Remedy = null, ImmutableArray<FaultDetail> Details = default)
{
    /// <summary>The facts; never a default array.</summary>
    public ImmutableArray<FaultDetail> Details { get; init; } = Details.IsDefault ? [] : Details;

    /// <summary>A copy with one more fact.</summary>
    public Fault With(string name, string value) => this with { Details = Details.Add(new FaultDetail(name, value)) };
}
