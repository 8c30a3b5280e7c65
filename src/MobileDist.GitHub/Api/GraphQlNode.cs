namespace MobileDist.GitHub;

/// <summary>A comment as GraphQL shows it.</summary>
internal sealed record GraphQlNode
{
    public string? Id { get; init; }

    public bool IsMinimized { get; init; }

    public GraphQlEdits? UserContentEdits { get; init; }
}
