namespace MobileDist.GitHub;

/// <summary>New names for a file of a release.</summary>
internal sealed record AssetDraft(string Name, string? Label);
