using MobileDist.InstallLinks;
using MobileDist.Packages;

namespace MobileDist.GitHub;

/// <summary>What the files of one app are called among those of the other apps of a release.</summary>
/// <param name="key">The app's release key; has no two hyphens in a row, so an icon never meets another app's QR code.</param>
internal sealed class ReleaseAssetNames(string key)
{
    public const string Apk = ".apk";
    public const string Ipa = ".ipa";

    public string Page { get; } = PageOf(key);

    public string QrPng { get; } = key + ".png";

    public string QrSvg { get; } = key + ".svg";

    public string Json { get; } = key + ".json";

    public string AppleManifest { get; } = key + ".plist";

    public string DisplayImage { get; } = $"{key}--{AppleSiteFile.DisplayImage}";

    public string FullSizeImage { get; } = $"{key}--{AppleSiteFile.FullSizeImage}";

    public static string PageOf(string key) => key + ".html";

    public string Package(PackageFormat format) => key + (format == PackageFormat.Ipa ? Ipa : Apk);

    /// <summary>The name of a file that the site knows by its own; a package is called alike in both.</summary>
    public string OfSiteFile(string file) => file switch
    {
        AppleSiteFile.Manifest => AppleManifest,
        AppleSiteFile.DisplayImage => DisplayImage,
        AppleSiteFile.FullSizeImage => FullSizeImage,
        _ => file,
    };

    /// <summary>Whether it is the name of one of the app's files, whole or still being uploaded.</summary>
    public bool Has(string name)
    {
        string[] names = [key + Apk, key + Ipa, Page, QrPng, QrSvg, Json, AppleManifest, DisplayImage, FullSizeImage];
        return names.Any(own => string.Equals(name, own, StringComparison.Ordinal) || string.Equals(name, own + ".pending", StringComparison.Ordinal));
    }
}
