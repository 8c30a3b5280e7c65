using System.Buffers.Text;
using System.Text;
using Google.Apis.AndroidPublisher.v3.Data;

namespace MobileDist.GooglePlay;

/// <summary>Internal app sharing: a link for one package, without an edit, a review, or a version code of its own.</summary>
public sealed class PlayInternalSharing(GooglePlayApi api)
{
    private const string LinkHost = "play.google.com";

    /// <param name="packageName">The app.</param>
    /// <param name="package">The signed package's path; the key does not matter, as Google signs with its own.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="progress">Hears of bytes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DistributionException">The file is unfit, Google refuses or cannot be reached.</exception>
    public Task<SharedPackage> UploadAsync(string packageName, string package, PlayPackageKind kind, IProgress<WorkProgress>? progress, CancellationToken cancellationToken) =>
        UploadAsync(packageName, package, kind, digest: null, progress, cancellationToken);

    /// <param name="packageName">The app.</param>
    /// <param name="package">The signed package's path; the key does not matter, as Google signs with its own.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="digest">SHA-256 of the package, hexadecimal, where it is known; null: it is taken of the bytes as they are sent.</param>
    /// <param name="progress">Hears of bytes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DistributionException">The file is unfit, Google refuses or cannot be reached.</exception>
    public async Task<SharedPackage> UploadAsync(
        string packageName, string package, PlayPackageKind kind, string? digest, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        PlayPlanCheck.CheckPackageName(packageName);
        PlayPlanCheck.CheckDigest(digest);
        using var file = PlayFile.Open(package, kind is PlayPackageKind.Bundle ? UploadLimits.SharedBundle : UploadLimits.SharedApk);
        using var running = digest is null ? new RunningDigest() : null;
        var answer = await new PlayUploads(api).SendAsync<InternalAppSharingArtifact>(
            file,
            (service, stream) => kind is PlayPackageKind.Bundle
                ? service.Internalappsharingartifacts.Uploadbundle(packageName, stream, PlayUploads.ContentType)
                : service.Internalappsharingartifacts.Uploadapk(packageName, stream, PlayUploads.ContentType),
            running,
            progress,
            cancellationToken);
        var artifact = answer.OrThrow(GooglePlayFaults.Share(package));
        var ours = digest?.ToLowerInvariant() ?? (running!.Length == file.Length ? running.Read() : await file.DigestAsync(cancellationToken));
        if (!Uri.TryCreate(artifact.DownloadUrl, UriKind.Absolute, out var link)
            || !string.Equals(link.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal)
            || !string.Equals(link.Host, LinkHost, StringComparison.OrdinalIgnoreCase))
        {
            throw GooglePlayFaults.BadAnswer(GooglePlayFaults.Share(package));
        }

        return IsOther(artifact.Sha256, ours)
            ? throw GooglePlayFaults.ArrivedDamaged(package, ours, artifact.Sha256!)
            : new SharedPackage(link, artifact.CertificateFingerprint is { } fingerprint ? PlainText.Clean(fingerprint) : null, ours);
    }

    /// <summary>Google's digest is hexadecimal by its description and base64 for addresses in its answers; one in yet another form says nothing.</summary>
    private static bool IsOther(string? told, string digest)
    {
        if (told is null)
        {
            return false;
        }

        if (told.Length == digest.Length)
        {
            return !string.Equals(told, digest, StringComparison.OrdinalIgnoreCase);
        }

        var text = told.Replace('+', '-').Replace('/', '_').TrimEnd('=');
        return Base64Url.IsValid(text, out var length) && length == digest.Length / 2
            && !string.Equals(Convert.ToHexStringLower(Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(text))), digest, StringComparison.Ordinal);
    }
}
