namespace MobileDist.InstallLinks;

/// <summary>Where the files of an <see cref="InstallSite"/> were written.</summary>
/// <param name="Page"><c>index.html</c>.</param>
/// <param name="QrPng"><c>qr.png</c>.</param>
/// <param name="QrSvg"><c>qr.svg</c>.</param>
/// <param name="Manifest"><c>release.json</c>.</param>
public sealed record InstallSiteFiles(string Page, string QrPng, string QrSvg, string Manifest)
{
    /// <summary><c>manifest.plist</c>; null for Android, and where the host has no https address.</summary>
    public string? AppleManifest { get; init; }

    /// <summary><c>icon-57.png</c>; null for Android.</summary>
    public string? DisplayImage { get; init; }

    /// <summary><c>icon-512.png</c>; null for Android.</summary>
    public string? FullSizeImage { get; init; }
}
