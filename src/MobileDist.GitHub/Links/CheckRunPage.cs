using System.Collections.Immutable;

namespace MobileDist.GitHub;

/// <summary>Check runs of a commit.</summary>
internal sealed record CheckRunPage
{
    public ImmutableArray<CheckRunResource> CheckRuns
    {
        get => field.IsDefault ? [] : field;
        init;
    }
}
