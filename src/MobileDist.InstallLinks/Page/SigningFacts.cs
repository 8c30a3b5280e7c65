namespace MobileDist.InstallLinks;

/// <summary>Who signed the package, for testers to compare.</summary>
/// <param name="CertificateDigest">SHA-256 of the signer certificate's DER, hexadecimal.</param>
/// <param name="ThrowAway">The key was made for this run only: an update signed by another key will not install over it.</param>
public sealed record SigningFacts(string CertificateDigest, bool ThrowAway = false);
