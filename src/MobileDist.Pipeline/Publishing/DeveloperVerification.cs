using MobileDist.Packages;
using MobileDist.Pipeline.Publishing.Play;
using MobileDist.Pipeline.Receipts;

namespace MobileDist.Pipeline.Publishing;

/// <summary>
/// Android's developer verification, where it touches the direct link: phones may refuse what does not come from a store
/// unless package name and certificate are registered (https://developer.android.com/developer-verification).
/// </summary>
internal static class DeveloperVerification
{
    private const string Link = "link";

    /// <summary>What to tell about a package that was published; null where it is not concerned.</summary>
    /// <param name="platform">The package's.</param>
    /// <param name="package">What it says about itself.</param>
    /// <param name="signer">Who signed it; nobody registers a throw-away key.</param>
    /// <param name="channels">Where it went.</param>
    public static string? NoteOf(AppPlatform platform, PackageFacts package, RecordedSigner signer, IEnumerable<RecordedChannel> channels)
    {
        var all = channels.ToList();
        if (platform != AppPlatform.Android || signer.ThrowAway || !all.Exists(channel => channel.Channel is Link && channel.Title is null))
        {
            return null;
        }

        var digest = all.Select(channel => PlayResume.Of(channel).Universal?.CertificateDigest).FirstOrDefault(one => one is not null) ?? signer.CertificateDigest;
        return $"Phones in Brazil, Indonesia, Singapore and Thailand may refuse the app from a link unless a verified developer has registered its ID with the certificate of SHA-256 {digest}.";
    }
}
