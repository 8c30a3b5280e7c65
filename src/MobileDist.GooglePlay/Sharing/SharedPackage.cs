namespace MobileDist.GooglePlay;

/// <summary>A package in internal app sharing.</summary>
/// <param name="Link">For testers; at most 100 can install by it, for 60 days (https://support.google.com/googleplay/android-developer/answer/9303479).</param>
/// <param name="CertificateFingerprint">SHA-256 of the certificate that Google signed it with, as <c>ED:B6:…</c>: what services such as Maps have to know; null where Google does not say.</param>
/// <param name="Digest">SHA-256 of the package as it was uploaded, lower case hexadecimal.</param>
public sealed record SharedPackage(Uri Link, string? CertificateFingerprint, string Digest);
