using MobileDist.Pipeline.Receipts;

namespace MobileDist.Pipeline.Publishing.Play;

/// <summary>The APK that Play made of a bundle and signed with the app's own key.</summary>
/// <param name="Bundle">SHA-256 of the bundle, lower-case hexadecimal.</param>
/// <param name="File">Where it lies.</param>
/// <param name="CertificateDigest">SHA-256 of its certificate, lower-case hexadecimal.</param>
internal sealed record UniversalApk(string Bundle, RecordedFile File, string CertificateDigest);
