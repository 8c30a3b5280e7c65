namespace MobileDist.InstallLinks;

/// <summary>Content types by extension; a phone's installer starts only when the type is right.</summary>
internal static class SiteContentTypes
{
    public static string For(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".apk" => "application/vnd.android.package-archive",
        // Apple, iOS Deployment Reference: .ipa application/octet-stream, .plist text/xml.
        ".plist" => "text/xml; charset=utf-8",
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".json" => "application/json; charset=utf-8",
        ".txt" => "text/plain; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".webp" => "image/webp",
        _ => "application/octet-stream",
    };

    /// <summary>Whether browsers are to save it under its own name.</summary>
    public static bool IsPackage(string path) => Path.GetExtension(path).ToLowerInvariant() is ".apk" or ".aab" or ".ipa";
}
