using System.Collections.Immutable;

namespace MobileDist.AzureDevOps;

/// <summary>How the API wraps every list.</summary>
internal sealed record ListJson<T>
{
    public ImmutableArray<T>? Value { get; init; }

    public ImmutableArray<T> Items => Value is { IsDefault: false } items ? items : [];
}
