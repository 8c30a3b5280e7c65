namespace MobileDist.InstallLinks;

/// <summary>Names of the files that an iOS package needs beside its page.</summary>
public static class AppleSiteFile
{
    /// <summary>What iOS reads before it installs.</summary>
    public const string Manifest = "manifest.plist";

    /// <summary>The icon while it installs, 57 pixels a side.</summary>
    public const string DisplayImage = "icon-57.png";

    /// <summary>The same with 512.</summary>
    public const string FullSizeImage = "icon-512.png";
}
