namespace MobileDist.Pipeline.Publishing.Play;

/// <summary>A package in internal app sharing.</summary>
/// <param name="PackageName">The app.</param>
/// <param name="Digest">SHA-256 of the package, lower-case hexadecimal.</param>
/// <param name="Link">For testers.</param>
/// <param name="CertificateFingerprint">SHA-256 of the certificate that Google signed it with; null where Google does not say.</param>
/// <param name="Uploaded">When.</param>
internal sealed record SharedLink(string PackageName, string Digest, string Link, string? CertificateFingerprint, DateTimeOffset Uploaded)
{
    // https://support.google.com/googleplay/android-developer/answer/9303479
    private static readonly TimeSpan Life = TimeSpan.FromDays(60);

    public DateTimeOffset Expires() => Uploaded + Life;
}
