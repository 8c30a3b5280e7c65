using System.Collections.Immutable;

namespace MobileDist.InstallLinks;

/// <summary>A store that has the package, as a tester's page shows it. Texts come from outside and are escaped when drawn.</summary>
/// <param name="Title">As testers know it: <c>TestFlight</c>.</param>
/// <param name="Link">Where to install from; null where the store sends each tester an invitation.</param>
public sealed record StoreWay(string Title, string? Link)
{
    /// <summary>Who gets it, in words; null when that is not known.</summary>
    public string? Audience { get; init; }

    /// <summary>What a tester does, in order.</summary>
    public ImmutableArray<StoreStep> Steps { get; init; } = [];

    /// <summary>Why it cannot be installed yet; null when it can.</summary>
    public string? Waits { get; init; }
}
