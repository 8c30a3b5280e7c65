using System.Collections.Immutable;
using MobileDist.InstallLinks;
using MobileDist.PullRequests;

namespace MobileDist.GitHub;

/// <summary>
/// The text of the release's page. It follows from the release's files alone, so that jobs that publish at the same time
/// end at the same text whoever writes last.
/// </summary>
internal static class ReleasePage
{
    private const string CommentKey = "release";

    public static string Render(IEnumerable<AssetResource> assets)
    {
        AssetResource[] all = [.. assets];
        ImmutableArray<CommentRelease> rows = [.. all.Where(IsPackage).Select(asset => IsOfApple(asset.Name) ? AppleRow(asset, all) : Row(asset))];
        return CommentMarkdown.Render(new CommentModel { Key = CommentKey, Releases = rows });
    }

    /// <summary>Whether it is a package that can be installed now.</summary>
    public static bool IsPackage(AssetResource asset) =>
        asset.State is "uploaded" && (asset.Name.EndsWith(ReleaseAssetNames.Apk, StringComparison.Ordinal) || IsOfApple(asset.Name));

    public static string PackageType(string name) => IsOfApple(name) ? "application/octet-stream" : "application/vnd.android.package-archive";

    private static bool IsOfApple(string name) => name.EndsWith(ReleaseAssetNames.Ipa, StringComparison.Ordinal);

    private static CommentRelease AppleRow(AssetResource asset, AssetResource[] all)
    {
        var row = Row(asset);
        var page = Array.Find(all, other => string.Equals(other.Name, ReleaseAssetNames.PageOf(row.Key), StringComparison.Ordinal));
        var link = page?.BrowserDownloadUrl ?? "";
        return row with
        {
            Platform = "iOS",
            Audience = "the devices that it was signed for",
            Link = new CommentLink(link, LinkReach.Internet),
            Qr = Qr(link),
            Notes = [new CommentNote(false, "GitHub has the browser store the install page: open it from Safari's downloads, and tap Install there.")],
        };
    }

    private static CommentRelease Row(AssetResource asset)
    {
        var link = asset.BrowserDownloadUrl ?? "";
        return new CommentRelease
        {
            Key = Path.GetFileNameWithoutExtension(asset.Name),
            App = asset.Label is { Length: > 0 } label ? label : asset.Name,
            Platform = "Android",
            Outcome = new CommentOutcome.Published(),
            Size = asset.Size,
            Audience = "anybody with the link",
            Sha256 = asset.Digest is { } digest && digest.StartsWith("sha256:", StringComparison.Ordinal) ? digest["sha256:".Length..] : null,
            Link = new CommentLink(link, LinkReach.Internet),
            Qr = Qr(link),
        };
    }

    private static QrRendering Qr(string link)
    {
        if (link.Length == 0)
        {
            return new QrRendering.None();
        }

        var code = QrCode.For(link, QrErrorCorrection.Low);
        return new QrRendering.Formula(QrModules.From(code.Size, code.IsDark));
    }
}
