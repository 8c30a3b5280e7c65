namespace MobileDist.InstallLinks;

/// <summary>The page's address, and from where it can be opened.</summary>
internal sealed record SiteLink(Uri Page, Reach Reach);
