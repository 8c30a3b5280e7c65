namespace MobileDist.GitHub;

/// <summary>The history of a comment, newest first.</summary>
internal sealed record GraphQlEdits(GraphQlEdit?[]? Nodes);
