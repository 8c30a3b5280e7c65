namespace MobileDist.GitHub;

/// <summary>All that our queries ask for; each fills its own member.</summary>
internal sealed record GraphQlData
{
    public GraphQlViewer? Viewer { get; init; }

    public GraphQlNode? Node { get; init; }

    public GraphQlNode?[]? Nodes { get; init; }
}
