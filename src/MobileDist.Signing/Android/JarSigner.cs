using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>Makes the three files of a v1 signature.</summary>
internal static class JarSigner
{
    private const int FirstWithSha256 = 18;

    /// <summary>The files to add to an APK, in the order in which apksig adds them.</summary>
    public static JarFile[] Sign(
        ZipPackage package, IReadOnlyDictionary<string, byte[]> replaced, ApkKey key, int minSdk, ApkSchemes schemes, Action<int> read, CancellationToken cancellation)
    {
        if (key.IsEc && minSdk < FirstWithSha256)
        {
            throw ApkSigningFaults.EcTooOld(key.Identity.Alias, minSdk);
        }

        var hash = minSdk < FirstWithSha256 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;
        var (manifest, signatureFile, block) = Sign(package, replaced, JarEntryNames.IsOfSignature, key, hash, OtherSchemes(schemes), read, cancellation);
        return [signatureFile, block, manifest];
    }

    /// <summary>The files to add to an app bundle, in the order in which a JAR begins with them.</summary>
    public static JarFile[] SignBundle(ZipPackage package, IReadOnlyDictionary<string, byte[]> replaced, ApkKey key, Action<int> read, CancellationToken cancellation)
    {
        var (manifest, signatureFile, block) = Sign(package, replaced, JarEntryNames.IsSignatureForJava, key, HashAlgorithmName.SHA256, otherSchemes: "", read, cancellation);
        return [manifest, signatureFile, block];
    }

    private static (JarFile Manifest, JarFile SignatureFile, JarFile Block) Sign(
        ZipPackage package,
        IReadOnlyDictionary<string, byte[]> replaced,
        Predicate<string> isLeftOut,
        ApkKey key,
        HashAlgorithmName hash,
        string otherSchemes,
        Action<int> read,
        CancellationToken cancellation)
    {
        var digests = Covered(package, replaced, isLeftOut, hash);
        JarEntryDigests.Compute(package, digests.FindAll(digest => digest.Value is null), read, cancellation);
        var writer = new JarSignatureWriter(hash);
        foreach (var digest in digests)
        {
            if (digest.Failure is not null)
            {
                ExceptionDispatchInfo.Throw(digest.Failure);
            }

            writer.Add(digest.Entry.Name, digest.Value, package.FileName);
        }

        var signatureFile = writer.SignatureFile(otherSchemes);
        var signer = JarEntryNames.Folder + JarEntryNames.SignerName(key.Identity.Alias);
        return (
            new JarFile(JarEntryNames.Manifest, writer.Manifest),
            new JarFile(signer + ".SF", signatureFile),
            new JarFile(signer + (key.IsEc ? ".EC" : ".RSA"), JarSignatureBlock.Sign(key, signatureFile, hash)));
    }

    private static List<JarEntryDigest> Covered(ZipPackage package, IReadOnlyDictionary<string, byte[]> replaced, Predicate<string> isLeftOut, HashAlgorithmName hash)
    {
        var digests = new List<JarEntryDigest>(package.Entries.Count);
        foreach (var entry in package.Entries)
        {
            if (!entry.IsDirectory && !isLeftOut(entry.Name))
            {
                digests.Add(new JarEntryDigest(entry, hash) { Value = replaced.TryGetValue(entry.Name, out var data) ? CryptographicOperations.HashData(hash, data) : null });
            }
        }

        digests.Sort(static (left, right) => string.CompareOrdinal(left.Entry.Name, right.Entry.Name));
        return digests;
    }

    private static string OtherSchemes(ApkSchemes schemes) => (schemes.V2, schemes.V3) switch
    {
        (true, true) => "2, 3",
        (true, false) => "2",
        (false, true) => "3",
        _ => "",
    };
}
