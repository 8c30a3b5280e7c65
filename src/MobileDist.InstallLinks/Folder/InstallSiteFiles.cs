namespace MobileDist.InstallLinks;

/// <summary>Where the files of an <see cref="InstallSite"/> were written.</summary>
/// <param name="Page"><c>index.html</c>.</param>
/// <param name="QrPng"><c>qr.png</c>.</param>
/// <param name="QrSvg"><c>qr.svg</c>.</param>
/// <param name="Manifest"><c>release.json</c>.</param>
public sealed record InstallSiteFiles(string Page, string QrPng, string QrSvg, string Manifest);
