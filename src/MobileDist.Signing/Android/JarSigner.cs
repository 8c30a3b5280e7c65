using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>Makes the three files of a v1 signature.</summary>
internal static class JarSigner
{
    private const int FirstWithSha256 = 18;

    /// <summary>The files to add, in the order in which apksig adds them.</summary>
    public static JarFile[] Sign(ZipPackage package, ApkKey key, int minSdk, ApkSchemes schemes, Action<int> read, CancellationToken cancellation)
    {
        if (key.IsEc && minSdk < FirstWithSha256)
        {
            throw ApkSigningFaults.EcTooOld(key.Identity.Alias, minSdk);
        }

        var hash = minSdk < FirstWithSha256 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;
        var digests = Covered(package, hash);
        JarEntryDigests.Compute(package, digests, read, cancellation);
        var writer = new JarSignatureWriter(hash);
        foreach (var digest in digests)
        {
            if (digest.Failure is not null)
            {
                ExceptionDispatchInfo.Throw(digest.Failure);
            }

            writer.Add(digest.Entry.Name, digest.Value, package.FileName);
        }

        var signatureFile = writer.SignatureFile(OtherSchemes(schemes));
        var signer = JarEntryNames.Folder + JarEntryNames.SignerName(key.Identity.Alias);
        return
        [
            new JarFile(signer + ".SF", signatureFile),
            new JarFile(signer + (key.IsEc ? ".EC" : ".RSA"), JarSignatureBlock.Sign(key, signatureFile, hash)),
            new JarFile(JarEntryNames.Manifest, writer.Manifest),
        ];
    }

    private static List<JarEntryDigest> Covered(ZipPackage package, HashAlgorithmName hash)
    {
        var digests = new List<JarEntryDigest>(package.Entries.Count);
        foreach (var entry in package.Entries)
        {
            if (JarEntryNames.IsCovered(entry.Name) && !JarEntryNames.IsOfSignature(entry.Name))
            {
                digests.Add(new JarEntryDigest(entry, hash));
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
