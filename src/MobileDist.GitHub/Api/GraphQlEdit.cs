namespace MobileDist.GitHub;

/// <summary>One revision of a comment.</summary>
/// <param name="Diff">The whole text as it stood after the edit, despite its name; null where GitHub keeps it no more.</param>
internal sealed record GraphQlEdit(string? Diff);
