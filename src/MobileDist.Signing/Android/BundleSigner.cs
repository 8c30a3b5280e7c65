using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>
/// Signs an Android App Bundle: a JAR signature with SHA-256, which is all that Google Play looks at. Entries are carried over
/// packed as they are, an earlier signature is left out; no entry is ever held whole. RSA signatures make the same bytes on
/// every run.
/// </summary>
public static class BundleSigner
{
    private const int CopySize = 1 << 20;

    /// <summary>Signs a bundle into another file.</summary>
    /// <param name="input">The bundle; never changed.</param>
    /// <param name="output">Appears whole or not at all; an older file there is replaced.</param>
    /// <param name="identity">RSA or EC key with its certificate, leaf first.</param>
    /// <param name="options">What to change on the way.</param>
    /// <param name="progress">Bytes of the work done so far; null when nobody looks.</param>
    /// <param name="cancellation">Nothing is left behind when it fires.</param>
    /// <exception cref="DistributionException">The bundle is malformed, the key does not fit, or the disk is full.</exception>
    public static Task<BundleSigningResult> SignAsync(
        string input, string output, SigningIdentity identity, BundleSigningOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
        SignAsync(input, output, identity, options, progress, PackageOutputFile.Create, cancellation);

    internal static Task<BundleSigningResult> SignAsync(
        string input,
        string output,
        SigningIdentity identity,
        BundleSigningOptions options,
        IProgress<WorkProgress>? progress,
        Func<string, long, IPackageOutput> create,
        CancellationToken cancellation) =>
        Task.Run(() => Sign(input, output, identity, options, progress, create, cancellation), cancellation);

    private static BundleSigningResult Sign(
        string input,
        string output,
        SigningIdentity identity,
        BundleSigningOptions options,
        IProgress<WorkProgress>? progress,
        Func<string, long, IPackageOutput> create,
        CancellationToken cancellation)
    {
        var key = ApkKey.Of(identity);
        if (string.Equals(Path.GetFullPath(input), Path.GetFullPath(output), StringComparison.Ordinal))
        {
            throw OutputFaults.SameFile(input);
        }

        using var package = ZipPackage.Open(input);
        var replaced = options.Version.Stamp(package);
        var meter = new ProgressMeter($"Signing {package.FileName}", package.TotalUnpacked + package.Length, progress);
        var layout = BundleLayout.Plan(package, JarSigner.SignBundle(package, replaced, key, meter.Add, cancellation), replaced);
        try
        {
            using var pending = PendingFile.For(output);
            var size = Write(layout, pending.FullPath, create, meter, cancellation);
            pending.Commit();
            return new BundleSigningResult(pending.Target, size, identity.CertificateDigest, layout.RemovedEntries);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw OutputFaults.Of(output, cause);
        }
    }

    private static long Write(BundleLayout layout, string path, Func<string, long, IPackageOutput> create, ProgressMeter meter, CancellationToken cancellation)
    {
        var entries = layout.Entries;
        var end = layout.End();
        using var output = create(path, entries.Length + end.Length);
        output.Write(entries.Length, end);
        WorkerGroup.Run((int)((entries.Length + CopySize - 1) / CopySize), CopySize, Copy, cancellation);
        return entries.Length + end.Length;

        void Copy(int chunk, byte[] buffer)
        {
            var offset = (long)chunk * CopySize;
            var bytes = buffer.AsSpan(0, (int)Math.Min(CopySize, entries.Length - offset));
            entries.Read(offset, bytes);
            output.Write(offset, bytes);
            meter.Add(bytes.Length);
        }
    }
}
