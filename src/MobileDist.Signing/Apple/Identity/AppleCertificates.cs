using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>
/// Apple's public certificates that a <c>.p12</c> often lacks: the two roots, and the two intermediates that issue signing
/// certificates (G3 for RSA, G6 for EC). From Apple's page "Apple PKI"; their digests are tested against it.
/// </summary>
public static class AppleCertificates
{
    private static readonly Lazy<X509Certificate2> LazyRoot = Shipped("AppleRootCA.cer");
    private static readonly Lazy<X509Certificate2> LazyRootG3 = Shipped("AppleRootCA-G3.cer");
    private static readonly Lazy<X509Certificate2> LazyIntermediateG3 = Shipped("AppleWWDRCAG3.cer");
    private static readonly Lazy<X509Certificate2> LazyIntermediateG6 = Shipped("AppleWWDRCAG6.cer");

    /// <summary>"Apple Root CA", RSA, valid to 2035.</summary>
    public static X509Certificate2 Root => LazyRoot.Value;

    /// <summary>"Apple Root CA - G3", P-384, valid to 2039.</summary>
    public static X509Certificate2 RootG3 => LazyRootG3.Value;

    /// <summary>"Apple Worldwide Developer Relations Certification Authority", OU G3, valid to 2030.</summary>
    public static X509Certificate2 IntermediateG3 => LazyIntermediateG3.Value;

    /// <summary>"Apple Worldwide Developer Relations Certification Authority", OU G6, P-384, valid to 2036.</summary>
    public static X509Certificate2 IntermediateG6 => LazyIntermediateG6.Value;

    /// <summary>Shared: never disposed of by a caller.</summary>
    public static ImmutableArray<X509Certificate2> Roots => [Root, RootG3];

    /// <summary>Shared: never disposed of by a caller.</summary>
    public static ImmutableArray<X509Certificate2> Intermediates => [IntermediateG3, IntermediateG6];

    /// <summary>Whether a certificate is one of Apple's roots, byte for byte.</summary>
    public static bool IsRoot(X509Certificate2 certificate) =>
        Roots.Any(root => CryptographicOperations.FixedTimeEquals(root.RawDataMemory.Span, certificate.RawDataMemory.Span));

    private static Lazy<X509Certificate2> Shipped(string file) => new(() =>
    {
        using var resource = typeof(AppleCertificates).Assembly.GetManifestResourceStream($"Apple.{file}")
            ?? throw new InvalidOperationException($"The assembly lacks its resource '{file}'.");
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return X509CertificateLoader.LoadCertificate(bytes);
    });
}
