namespace MobileDist.InstallLinks;

/// <summary>Where a <see cref="FolderHost"/> puts its sites.</summary>
public sealed record FolderHostOptions
{
    /// <summary>The usual name of the folder that is served.</summary>
    public const string SiteFolder = "site";

    /// <summary>The folder with one folder a release in it; made when missing.</summary>
    public required string Root { get; init; }

    /// <summary>
    /// The site's folder inside the release's folder; empty when the release's folder is the site itself (a web server's
    /// document root, where nothing else may lie).
    /// </summary>
    public string Subfolder { get; init; } = SiteFolder;

    /// <summary>The http or https address that <see cref="Root"/> is served under; null when nobody serves it.</summary>
    public string? BaseUrl { get; init; }
}
