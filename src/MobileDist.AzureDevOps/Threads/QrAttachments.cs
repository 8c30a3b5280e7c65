using System.Collections.Immutable;
using System.Security.Cryptography;
using MobileDist.InstallLinks;
using MobileDist.PullRequests;

namespace MobileDist.AzureDevOps;

/// <summary>
/// QR codes as files at the pull request, for releases whose code has no image that everybody may see: readers of the
/// comment are signed in, so their browser gets the file. The forms that are drawn in text read well elsewhere only.
/// </summary>
internal sealed class QrAttachments(PullRequestClient client)
{
    private const int DigestCharacters = 32;

    /// <summary>The comment with an image in each row that can have one. A code that cannot be stored is left out; the link remains.</summary>
    public async Task<CommentModel> AttachAsync(CommentModel model, CancellationToken cancellationToken)
    {
        if (!model.Releases.Any(NeedsImage))
        {
            return model;
        }

        var there = await AddressesAsync(cancellationToken);
        var releases = ImmutableArray.CreateBuilder<CommentRelease>(model.Releases.Length);
        foreach (var release in model.Releases)
        {
            var ways = ImmutableArray.CreateBuilder<CommentWay>();
            foreach (var way in release.Ways)
            {
                ways.Add(release.Outcome.IsInstallable && NeedsImage(way) ? way with { Qr = await ImageAsync(way.Link!.Address, there, cancellationToken) } : way);
            }

            releases.Add(release with { Way = ways[0], OtherWays = [.. ways.Skip(1)] });
        }

        return model with { Releases = releases.MoveToImmutable() };
    }

    /// <summary>The name tells the content: a code that is there already needs no second upload.</summary>
    internal static string NameOf(byte[] png) => $"mobiledist-qr-{Convert.ToHexStringLower(SHA256.HashData(png))[..DigestCharacters]}.png";

    private static bool NeedsImage(CommentRelease release) => release.Outcome.IsInstallable && release.Ways.Any(NeedsImage);

    private static bool NeedsImage(CommentWay way) => way is { Link.Reach: not LinkReach.ThisComputer, Qr: not QrRendering.Image };

    private async Task<QrRendering> ImageAsync(string link, Dictionary<string, string> there, CancellationToken cancellationToken)
    {
        var png = QrCode.For(link).ToPng();
        var name = NameOf(png);
        if (!there.ContainsKey(name))
        {
            if (await client.AttachAsync(name, png, cancellationToken) is WriteOutcome<AttachmentJson>.Confirmed { Answer.Url: { } address })
            {
                there[name] = address;
            }
            else
            {
                // Another job was quicker, or the answer got lost.
                foreach (var (other, stored) in await AddressesAsync(cancellationToken))
                {
                    there[other] = stored;
                }
            }
        }

        // An own server without https: the comment shows images of such addresses nowhere.
        return there.TryGetValue(name, out var image) && image.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? new QrRendering.Image(image)
            : new QrRendering.None();
    }

    private async Task<Dictionary<string, string>> AddressesAsync(CancellationToken cancellationToken)
    {
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var attachment in await client.AttachmentsAsync(cancellationToken))
        {
            if (attachment is { DisplayName: { } name, Url: { } address })
            {
                addresses[name] = address;
            }
        }

        return addresses;
    }
}
