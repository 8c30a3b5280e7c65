namespace MobileDist.GooglePlay;

/// <summary>An APK for all devices that Play made of an App Bundle and signed with the app's key.</summary>
/// <param name="DownloadId">What to ask for.</param>
/// <param name="CertificateDigest">SHA-256 of the signing certificate, lower case hexadecimal without separators; null where Google does not say.</param>
public sealed record GeneratedApk(string DownloadId, string? CertificateDigest);
