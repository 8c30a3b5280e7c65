using System.Security.Cryptography;

namespace MobileDist.GitHub;

/// <summary>A file that is to stand in the release.</summary>
/// <param name="Name">Its name there: letters, digits, dot, hyphen, underscore.</param>
/// <param name="Path">Where it lies on this machine.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="Label">What the release's page calls it.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record ReleaseFile(string Name, string Path, string ContentType, string Label, long Size, string Sha256)
{
    /// <summary>Its name until it is whole. One that a broken run left behind is found again by it.</summary>
    public string PendingName => Name + ".pending";

    public static async Task<ReleaseFile> OfAsync(string name, string path, string contentType, string label, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        var digest = await SHA256.HashDataAsync(file, cancellationToken);
        return new ReleaseFile(name, path, contentType, label, file.Length, Convert.ToHexStringLower(digest));
    }

    /// <summary>
    /// Whether a file of the release holds these bytes for sure. Two builds often have the same size, so it is never sure
    /// where the server gives no digest.
    /// </summary>
    public bool IsIn(AssetResource asset) => Holds(asset, Size, Sha256);

    /// <summary>The same for bytes that are known by their count and digest.</summary>
    public static bool Holds(AssetResource asset, long size, string sha256) => asset.State is "uploaded" && asset.Size == size
        && string.Equals(asset.Digest, $"sha256:{sha256}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an upload of this file arrived whole: by its size alone where the server gives no digest.</summary>
    public bool Arrived(AssetResource asset) => IsIn(asset) || (asset is { State: "uploaded", Digest: null } && asset.Size == Size);
}
