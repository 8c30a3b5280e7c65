using System.Security.Cryptography;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Android;

/// <summary>Collects who claims to have signed an APK: from the signing block, and from the JAR signature under <c>META-INF/</c>.</summary>
internal static class SignatureClaims
{
    private const string Folder = "META-INF/";
    private const int LargestSignature = 1 << 20;

    // As many as Android takes.
    private const int MostSigners = 10;

    private static readonly (uint Id, SignatureScheme Scheme)[] Schemes =
    [
        (ApkSigningBlockIds.V2, SignatureScheme.V2),
        (ApkSigningBlockIds.V3, SignatureScheme.V3),
        (ApkSigningBlockIds.V31, SignatureScheme.V31),
    ];

    public static PackageSignature Read(ZipPackage package)
    {
        var (schemes, digests) = JarClaims(package);
        if (ApkSigningBlock.Find(package) is { } block)
        {
            foreach (var (id, scheme) in Schemes)
            {
                if (block.Find(id) is { } pair)
                {
                    schemes.Add(scheme);
                    AddDigests(digests, ApkSchemeSigner.Read(package, pair).Where(signer => signer.Certificates.Length > 0).Select(signer => signer.Certificates[0]));
                }
            }
        }

        return Claims(schemes, digests);
    }

    /// <summary>The same of a package that is signed as a JAR only.</summary>
    public static PackageSignature ReadJar(ZipPackage package)
    {
        var (schemes, digests) = JarClaims(package);
        return Claims(schemes, digests);
    }

    private static (List<SignatureScheme> Schemes, List<string> Digests) JarClaims(ZipPackage package)
    {
        var schemes = new List<SignatureScheme>();
        var digests = new List<string>();
        foreach (var signature in JarSignatures(package))
        {
            schemes.Add(SignatureScheme.V1);
            AddDigests(digests, CmsSigners.Read(package.ReadAllBytes(signature, LargestSignature), package.FileName, signature.Name));
        }

        return (schemes, digests);
    }

    private static PackageSignature Claims(List<SignatureScheme> schemes, List<string> digests) =>
        schemes.Count == 0 ? PackageSignature.None : new PackageSignature([.. schemes.Distinct()], [.. digests.Distinct(StringComparer.Ordinal)]);

    /// <summary>The signature blocks that have a signature file beside them; names compare as Android compares them.</summary>
    private static IEnumerable<ZipEntry> JarSignatures(ZipPackage package)
    {
        var inFolder = package.Entries
            .Where(entry => entry.Name.StartsWith(Folder, StringComparison.OrdinalIgnoreCase) && entry.Name.LastIndexOf('/') == Folder.Length - 1)
            .ToList();
        var signatureFiles = inFolder
            .Where(entry => entry.Name.EndsWith(".SF", StringComparison.OrdinalIgnoreCase))
            .Select(entry => Path.ChangeExtension(entry.Name, null))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return inFolder
            .Where(entry => Path.GetExtension(entry.Name).ToUpperInvariant() is ".RSA" or ".DSA" or ".EC" && signatureFiles.Contains(Path.ChangeExtension(entry.Name, null)))
            .Take(MostSigners);
    }

    private static void AddDigests(List<string> digests, IEnumerable<ReadOnlyMemory<byte>> certificates) =>
        digests.AddRange(certificates.Select(certificate => Convert.ToHexStringLower(SHA256.HashData(certificate.Span))));
}
