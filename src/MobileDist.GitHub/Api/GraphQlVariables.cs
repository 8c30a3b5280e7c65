using System.Collections.Immutable;

namespace MobileDist.GitHub;

/// <summary>All variables that our queries know; those that a query lacks stay null and are left out.</summary>
internal sealed record GraphQlVariables
{
    public string? Id { get; init; }

    public ImmutableArray<string>? Ids { get; init; }
}
