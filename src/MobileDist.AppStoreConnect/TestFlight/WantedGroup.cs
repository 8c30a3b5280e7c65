namespace MobileDist.AppStoreConnect;

/// <summary>A group that is asked for by its name.</summary>
/// <param name="Name">Exactly as in App Store Connect.</param>
public sealed record WantedGroup(string Name)
{
    /// <summary>Whether to create it when it is missing; else its absence is an error.</summary>
    public bool CreateWhenMissing { get; init; }

    /// <summary>How to create it; a group that is there stays what it is.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Whether anybody may join by a link; null: leave it as it is. External groups only.</summary>
    public bool? HasPublicLink { get; init; }

    /// <summary>How many may join by the link; null: leave it as it is.</summary>
    public int? PublicLinkLimit { get; init; }
}
