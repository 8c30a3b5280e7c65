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
    public const string PackageExtension = ".apk";

    private const string CommentKey = "release";

    public static string Render(IEnumerable<AssetResource> assets)
    {
        ImmutableArray<CommentRelease> rows = [.. assets.Where(IsPackage).Select(Row)];
        return CommentMarkdown.Render(new CommentModel { Key = CommentKey, Releases = rows });
    }

    /// <summary>Whether it is a package that can be installed now.</summary>
    public static bool IsPackage(AssetResource asset) =>
        asset.State is "uploaded" && asset.Name.EndsWith(PackageExtension, StringComparison.Ordinal);

    private static CommentRelease Row(AssetResource asset)
    {
        var link = asset.BrowserDownloadUrl ?? "";
        return new CommentRelease
        {
            Key = asset.Name[..^PackageExtension.Length],
            App = asset.Label is { Length: > 0 } label ? label : asset.Name,
            Platform = "Android",
            Outcome = new CommentOutcome.Published(),
            Size = asset.Size,
            Audience = "anybody with the link",
            Sha256 = asset.Digest is { } digest && digest.StartsWith("sha256:", StringComparison.Ordinal) ? digest["sha256:".Length..] : null,
            Link = new CommentLink(link, LinkReach.Internet),
            Qr = link.Length == 0 ? new QrRendering.None() : Qr(QrCode.For(link, QrErrorCorrection.Low)),
        };
    }

    private static QrRendering.Formula Qr(QrCode code) => new(QrModules.From(code.Size, code.IsDark));
}
