using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Identity;

/// <summary>A leaf on P-256, an intermediate on RSA and a root on P-384, sound or with one thing wrong.</summary>
internal sealed record CertificateTree
{
    public int? DepthBelowRoot { get; init; }

    /// <summary>The intermediate's basic constraints; null leaves them out.</summary>
    public bool? IsAuthority { get; init; } = true;

    public X509KeyUsageFlags Usage { get; init; } = X509KeyUsageFlags.KeyCertSign;

    public DateTimeOffset IntermediateEnd { get; init; } = AppleTestAuthority.Now.AddYears(1);

    public DateTimeOffset LeafEnd { get; init; } = AppleTestAuthority.Now.AddYears(1);

    /// <summary>What the leaf has beside what every one has.</summary>
    public X509Extension? LeafExtension { get; init; }

    /// <summary>What the intermediate has beside what every one has.</summary>
    public X509Extension? IntermediateExtension { get; init; }

    /// <summary>Whether the leaf is signed by another key than the intermediate's.</summary>
    public bool IsForged { get; init; }

    /// <summary>How the leaf is signed.</summary>
    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    public RSASignaturePadding Padding { get; init; } = RSASignaturePadding.Pkcs1;

    /// <summary>Leaf first.</summary>
    public ImmutableArray<X509Certificate2> Create()
    {
        var start = AppleTestAuthority.Now.AddYears(-2);
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var intermediateKey = RSA.Create(2048);
        using var otherKey = RSA.Create(2048);
        using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var rootRequest = new CertificateRequest("CN=Root", rootKey, HashAlgorithmName.SHA384);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, DepthBelowRoot is not null, DepthBelowRoot ?? 0, critical: true));
        var byRoot = X509SignatureGenerator.CreateForECDsa(rootKey);
        var root = rootRequest.Create(rootRequest.SubjectName, byRoot, start, AppleTestAuthority.Now.AddYears(9), [1]);

        var intermediateRequest = new CertificateRequest("CN=Intermediate", intermediateKey, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1);
        Add(intermediateRequest, IsAuthority is { } isAuthority ? new X509BasicConstraintsExtension(isAuthority, hasPathLengthConstraint: false, 0, critical: true) : null);
        Add(intermediateRequest, new X509KeyUsageExtension(Usage, critical: true));
        Add(intermediateRequest, IntermediateExtension);
        var intermediate = intermediateRequest.Create(root.SubjectName, byRoot, start, IntermediateEnd, [2]);

        var leafRequest = new CertificateRequest("CN=Leaf", leafKey, Hash);
        Add(leafRequest, new X509EnhancedKeyUsageExtension([new Oid(AppleTestOids.CodeSigning)], critical: true));
        Add(leafRequest, LeafExtension);
        var signing = IsForged ? otherKey : intermediateKey;
        var byIntermediate = Hash == HashAlgorithmName.SHA1 ? new Sha1SignatureGenerator(signing) : X509SignatureGenerator.CreateForRSA(signing, Padding);
        var leaf = leafRequest.Create(intermediate.SubjectName, byIntermediate, start, LeafEnd, [3]);
        return [leaf, intermediate, root];
    }

    private static void Add(CertificateRequest request, X509Extension? extension)
    {
        if (extension is not null)
        {
            request.CertificateExtensions.Add(extension);
        }
    }
}
