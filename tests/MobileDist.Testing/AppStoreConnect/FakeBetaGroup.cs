namespace MobileDist.Testing.AppStoreConnect;

/// <summary>A beta group.</summary>
public sealed class FakeBetaGroup(string id, string appId, string name, bool isInternal, bool hasAllBuilds)
{
    public string Id => id;

    public string AppId => appId;

    public string Name => name;

    public bool IsInternal => isInternal;

    public bool HasAllBuilds => hasAllBuilds;

    public bool HasPublicLink { get; set; }

    public int? PublicLinkLimit { get; set; }

    public string? PublicLink => HasPublicLink ? "https://testflight.apple.com/join/" + id : null;

    public HashSet<string> TesterIds { get; } = new(StringComparer.Ordinal);
}
