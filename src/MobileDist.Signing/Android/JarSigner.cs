using System.Collections.Immutable;
using System.Security.Cryptography;
using MobileDist.Packages;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>Makes the three files of a v1 signature.</summary>
internal static class JarSigner
{
    private const int FirstWithSha256 = 18;

    /// <summary>Name and bytes of each file to add, in the order in which apksig adds them.</summary>
    public static async Task<ImmutableArray<(string Name, ReadOnlyMemory<byte> Bytes)>> SignAsync(
        ZipPackage package, ApkKey key, int minSdk, ImmutableArray<SignatureScheme> schemes, Action<int> read, CancellationToken cancellation)
    {
        if (key.IsEc && minSdk < FirstWithSha256)
        {
            throw ApkSigningFaults.EcTooOld(key.Identity.Alias, minSdk);
        }

        var hash = minSdk < FirstWithSha256 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;
        var entries = Covered(package);
        var digests = await JarEntryDigests.ComputeAsync(package, entries, _ => hash, read, cancellation).ConfigureAwait(false);
        var writer = new JarSignatureWriter(hash);
        for (var i = 0; i < entries.Length; i++)
        {
            writer.Add(entries[i].Name, digests[i], package.FileName);
        }

        var signatureFile = writer.SignatureFile(OtherSchemes(schemes));
        var signer = JarEntryNames.Folder + JarEntryNames.SignerName(key.Identity.Alias);
        return
        [
            (signer + ".SF", signatureFile),
            (signer + (key.IsEc ? ".EC" : ".RSA"), JarSignatureBlock.Sign(key, signatureFile, hash)),
            (JarEntryNames.Manifest, writer.Manifest),
        ];
    }

    private static ZipEntry[] Covered(ZipPackage package)
    {
        var entries = new List<ZipEntry>(package.Entries.Count);
        foreach (var entry in package.Entries)
        {
            if (JarEntryNames.IsCovered(entry.Name) && !JarEntryNames.IsOfSignature(entry.Name))
            {
                entries.Add(entry);
            }
        }

        entries.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return [.. entries];
    }

    private static string OtherSchemes(ImmutableArray<SignatureScheme> schemes) =>
        (schemes.Contains(SignatureScheme.V2), schemes.Contains(SignatureScheme.V3)) switch
        {
            (true, true) => "2, 3",
            (true, false) => "2",
            (false, true) => "3",
            _ => "",
        };
}
