using MobileDist.InstallLinks;

namespace MobileDist.Pipeline.Publishing;

/// <summary>The QR code of a store's link, beside the receipt: where CI steps that attach or print the code look, whatever the link leads to.</summary>
internal static class QrFiles
{
    /// <param name="link">Null for a store that has no link.</param>
    /// <param name="title">What the link leads to.</param>
    /// <param name="folder">The release's.</param>
    public static void Write(string? link, string title, string folder)
    {
        if (link is null)
        {
            return;
        }

        var code = QrCode.For(link);
        PendingFile.WriteAllBytes(Path.Combine(folder, "qr.png"), code.ToPng());
        PendingFile.WriteAllText(Path.Combine(folder, "qr.svg"), code.ToSvg(title));
    }
}
