using System.Security.Cryptography;
using MobileDist.Packages.Android;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>
/// Signs an APK with the schemes v1, v2 and v3 and aligns it, in one pass over the file: chunks of it are read, hashed and
/// written by all processors at once. Earlier signatures are stripped. RSA signatures make the same bytes on every run.
/// </summary>
public static class ApkSigner
{
    /// <summary>Signs a package into another file.</summary>
    /// <param name="input">The package; never changed.</param>
    /// <param name="output">Appears whole or not at all; an older file there is replaced.</param>
    /// <param name="identity">RSA or EC key with its certificate, leaf first.</param>
    /// <param name="options">Minimum SDK and schemes.</param>
    /// <param name="progress">Bytes of the work done so far; null when nobody looks.</param>
    /// <param name="cancellation">Nothing is left behind when it fires.</param>
    /// <exception cref="DistributionException">The package is malformed, the key does not fit, the schemes do not fit the minimum SDK, or the disk is full.</exception>
    public static Task<ApkSigningResult> SignAsync(
        string input, string output, SigningIdentity identity, ApkSigningOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
        SignAsync(input, output, identity, options, progress, PackageOutputFile.Create, cancellation);

    internal static Task<ApkSigningResult> SignAsync(
        string input,
        string output,
        SigningIdentity identity,
        ApkSigningOptions options,
        IProgress<WorkProgress>? progress,
        Func<string, long, IPackageOutput> create,
        CancellationToken cancellation) =>
        Task.Run(() => Sign(input, output, identity, options, progress, create, cancellation), cancellation);

    private static ApkSigningResult Sign(
        string input,
        string output,
        SigningIdentity identity,
        ApkSigningOptions options,
        IProgress<WorkProgress>? progress,
        Func<string, long, IPackageOutput> create,
        CancellationToken cancellation)
    {
        var schemes = ApkSchemeChoice.Resolve(options);
        var key = ApkKey.Of(identity);
        if (string.Equals(Path.GetFullPath(input), Path.GetFullPath(output), StringComparison.Ordinal))
        {
            throw OutputFaults.SameFile(input);
        }

        using var package = ZipPackage.Open(input);
        var replaced = options.Version.Stamp(package);
        var layout = ApkLayout.Plan(package, replaced, ApkSigningBlock.Find(package)?.Offset ?? package.CentralDirectoryOffset);
        var meter = new ProgressMeter($"Signing {package.FileName}", layout.Length + (schemes.V1 ? package.TotalUnpacked : 0), progress);
        if (schemes.V1)
        {
            foreach (var file in JarSigner.Sign(package, replaced, key, options.MinSdk, schemes, meter.Add, cancellation))
            {
                layout.Append(file.Name, file.Bytes.Span);
            }
        }

        try
        {
            using var pending = PendingFile.For(output);
            var size = Write(layout, key, schemes, pending.FullPath, create, meter, cancellation);
            pending.Commit();
            return new ApkSigningResult(pending.Target, size, schemes.ToImmutable(), identity.CertificateDigest, layout.RealignedEntries, layout.RemovedEntries);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw OutputFaults.Of(output, cause);
        }
    }

    private static long Write(
        ApkLayout layout, ApkKey key, ApkSchemes schemes, string path, Func<string, long, IPackageOutput> create, ProgressMeter meter, CancellationToken cancellation)
    {
        if (schemes.HasBlock)
        {
            layout.PadForBlock();
        }

        // The digest is over an end record that says the directory begins where the signing block does.
        var end = layout.EndRecord(layout.Length);
        var digest = new ApkContentDigest(
            [layout, new ApkMemorySection(layout.CentralDirectory), new ApkMemorySection(end)],
            schemes.HasBlock && key.Algorithm.Hash == HashAlgorithmName.SHA256,
            schemes.HasBlock && key.Algorithm.Hash == HashAlgorithmName.SHA512);
        using var output = create(path, layout.Length + layout.CentralDirectory.Length + end.Length);
        digest.Compute(output, meter.Add, cancellation);

        var offset = layout.Length;
        if (schemes.HasBlock)
        {
            var block = ApkSchemeWriter.SigningBlock(key, schemes, digest.Value(key.Algorithm.Hash));
            end = layout.EndRecord(offset + block.Length);
            output.Write(offset, block);
            offset += block.Length;
        }

        output.Write(offset, layout.CentralDirectory.Span);
        offset += layout.CentralDirectory.Length;
        output.Write(offset, end);
        cancellation.ThrowIfCancellationRequested();
        return offset + end.Length;
    }
}
